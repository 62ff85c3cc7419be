import type { Configuration } from 'electron-builder';

/**
 * How installers are made. Everything that main needs is in its bundle, so that no node_modules go in; what Electron
 * could be made to do with a changed environment or a changed archive is switched off by its fuses.
 */
export const config: Configuration = {
  appId: 'example.tierline.console',
  productName: 'Tierline',
  copyright: 'The Tierline authors, Apache-2.0',
  directories: { output: 'dist', buildResources: 'resources' },
  files: ['out/main/**', 'out/preload/**', 'out/renderer/**', 'package.json', 'LICENSE', '!**/*.map'],
  /** False: node_modules are looked after elsewhere, namely by the bundler. */
  beforeBuild: async () => false,
  asar: true,
  protocols: [{ name: 'Tierline ticket', schemes: ['tierline'], role: 'Viewer' }],
  publish: null,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  win: { icon: 'resources/icons/icon.ico', target: ['nsis', 'msi'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  msi: { oneClick: false, perMachine: true, upgradeCode: '{0E0A4C1B-6F7A-4B57-9B1F-2D3C5E8F9A60}' },
  mac: {
    icon: 'resources/icons/icon.icns',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    target: ['dmg', 'pkg'],
  },
  linux: {
    icon: 'resources/icons/icon.icns',
    category: 'Office',
    maintainer: 'The Tierline authors <tierline@tierline.example>',
    synopsis: 'A desktop console for IT support agents',
    target: ['AppImage', 'deb', 'rpm'],
  },
};
