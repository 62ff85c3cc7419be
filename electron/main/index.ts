import { app } from 'electron';
import { calls } from '#core/bridge.ts';

app.whenReady().then(() => Object.keys(calls));
