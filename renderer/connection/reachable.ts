/** Whether alerts reach me on this device, in the foot's words; never more than is known. */
export function reachableWords(kind: 'electron' | 'browser', permission: NotificationPermission | 'unknown'): string {
  if (kind === 'electron') return 'Reachable on this desktop';
  if (permission === 'granted') return 'Reachable while this page is open';
  if (permission === 'denied') return 'Not reachable: notifications are blocked';
  return 'Not reachable yet: allow notifications';
}

export function permissionOf(window: Window & typeof globalThis): NotificationPermission | 'unknown' {
  return 'Notification' in window ? window.Notification.permission : 'unknown';
}
