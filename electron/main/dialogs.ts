import type { Dialog } from 'electron';
import type { WrongSetting } from './settings.ts';

/** The few things that main itself has to say, where there is no page to say them. */
export function createDialogs(dialog: Pick<Dialog, 'showErrorBox' | 'showMessageBox'>) {
  return {
    wrongSetting(setting: WrongSetting): void {
      dialog.showErrorBox("Tierline can't start", setting.says);
    },
    /** The page died again and again. Alarms go on meanwhile. */
    async tryAgain(reason: string): Promise<boolean> {
      const { response } = await dialog.showMessageBox({
        type: 'error',
        message: 'The Tierline window keeps stopping.',
        detail: `The system says: ${reason}. Alarms go on ringing, and nothing that you typed is lost.`,
        buttons: ['Try again', 'Leave it closed'],
        defaultId: 0,
        cancelId: 1,
      });
      return response === 0;
    },
  };
}
export type Dialogs = ReturnType<typeof createDialogs>;
