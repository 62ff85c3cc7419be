import { useMemo } from 'react';
import { CategoryId, ServiceId } from '#core/ids.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { ListPicker, type Option } from './ListPicker.tsx';
import type { Anchor } from './PickerBox.tsx';

export type CategoryChoice = { categoryId: CategoryId | null } | { serviceId: ServiceId | null };

/** What it is about and what it concerns, in one list: typing finds either. */
export function CategoryPicker({
  current,
  reference,
  anchor,
  onPick,
  onClose,
}: {
  current: { categoryId: CategoryId | null; serviceId: ServiceId | null } | null;
  reference: Reference;
  anchor: Anchor;
  onPick: (choice: CategoryChoice) => void;
  onClose: () => void;
}) {
  const options = useMemo(() => {
    const categories = [...reference.categories.values()].map(
      (category): Option => ({
        value: `category ${category.id}`,
        label: category.name,
        hint: category.skill ? `category, needs ${category.skill}` : 'category',
        current: category.id === current?.categoryId,
      }),
    );
    const services = [...reference.services.values()].map(
      (service): Option => ({
        value: `service ${service.id}`,
        label: service.name,
        hint: 'service',
        current: service.id === current?.serviceId,
      }),
    );
    return [...categories, ...services];
  }, [reference, current]);
  return (
    <ListPicker
      label="Category or service"
      anchor={anchor}
      width={360}
      options={options}
      filter="Find a category or service"
      onClose={onClose}
      onPick={(value) => {
        const [kind = '', id = ''] = value.split(' ');
        onPick(kind === 'category' ? { categoryId: CategoryId.parse(id) } : { serviceId: ServiceId.parse(id) });
      }}
    />
  );
}
