import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined';
import BadgeOutlined from '@mui/icons-material/BadgeOutlined';
import BusinessOutlined from '@mui/icons-material/BusinessOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import HomeOutlined from '@mui/icons-material/HomeOutlined';
import PeopleOutlined from '@mui/icons-material/PeopleOutlined';
import type { Act } from '@mandataire/domain/permission';
import type { ComponentType } from 'react';
import type { Viewer } from '../graphql/schema.js';
import { may, seesOnlyOwn } from './viewer-context.js';

export interface NavigationItem {
  readonly to: string;
  readonly label: string;
  readonly icon: ComponentType;
}

const item = (to: string, label: string, icon: ComponentType): NavigationItem => ({
  to,
  label: `menu.${label}`,
  icon,
});

/** A holder's own lists are called his; an officer opens orders from his queue, not from a list of all. */
function certificateItems(viewer: Viewer): NavigationItem[] {
  const own = seesOnlyOwn(viewer);
  const lists = own || may(viewer, 'fleet.read');
  const items: NavigationItem[] = [];
  if (lists && may(viewer, 'certificate.read'))
    items.push(item('/certificates', own ? 'myCertificates' : 'certificates', BadgeOutlined));
  if (lists && may(viewer, 'order.read'))
    items.push(item('/orders', own ? 'myOrders' : 'orders', AssignmentOutlined));
  return items;
}

/** The menu of this person, from his permissions; the first entry is his home page. */
export function navigationOf(viewer: Viewer): NavigationItem[] {
  const when = (act: Act, entry: NavigationItem) => (may(viewer, act) ? [entry] : []);
  return [
    ...when('fleet.read', item('/', 'home', HomeOutlined)),
    ...when('order.review', item('/review', 'review', FactCheckOutlined)),
    ...(seesOnlyOwn(viewer) ? [] : when('holder.read', item('/holders', 'holders', PeopleOutlined))),
    ...certificateItems(viewer),
    ...when('company.list', item('/companies', 'companies', BusinessOutlined)),
    ...when('journal.read', item('/journal', 'journal', HistoryOutlined)),
  ];
}
