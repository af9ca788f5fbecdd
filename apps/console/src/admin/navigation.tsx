import AdminPanelSettingsOutlined from '@mui/icons-material/AdminPanelSettingsOutlined';
import AssignmentOutlined from '@mui/icons-material/AssignmentOutlined';
import BadgeOutlined from '@mui/icons-material/BadgeOutlined';
import BusinessOutlined from '@mui/icons-material/BusinessOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import GavelOutlined from '@mui/icons-material/GavelOutlined';
import HandshakeOutlined from '@mui/icons-material/HandshakeOutlined';
import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import HistoryOutlined from '@mui/icons-material/HistoryOutlined';
import HomeOutlined from '@mui/icons-material/HomeOutlined';
import UploadFileOutlined from '@mui/icons-material/UploadFileOutlined';
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

/** A fleet, two queues or one's own certificates open on a page of their own; other work is one list. */
function homeItem(viewer: Viewer): NavigationItem[] {
  if (may(viewer, 'fleet.read')) return [item('/', 'home', HomeOutlined)];
  return may(viewer, 'order.review') || seesOnlyOwn(viewer) ? [item('/', 'start', HomeOutlined)] : [];
}

/** The menu of this person, from his permissions; the first entry is his home page. */
export function navigationOf(viewer: Viewer): NavigationItem[] {
  const when = (act: Act, entry: NavigationItem) => (may(viewer, act) ? [entry] : []);
  return [
    ...homeItem(viewer),
    ...when('order.review', item('/review', 'review', FactCheckOutlined)),
    ...when('mandate.review', item('/mandate-review', 'mandateReview', GavelOutlined)),
    ...(seesOnlyOwn(viewer) ? [] : when('holder.read', item('/holders', 'holders', PeopleOutlined))),
    ...when('staff-list.read', item('/staff-lists', 'staffLists', UploadFileOutlined)),
    ...certificateItems(viewer),
    ...(may(viewer, 'fleet.read')
      ? when('mandate.read', item('/mandates', 'mandates', HandshakeOutlined))
      : []),
    ...when('company.list', item('/companies', 'companies', BusinessOutlined)),
    ...when('member.read', item('/members', 'members', GroupsOutlined)),
    ...when('staff.read', item('/staff', 'staff', AdminPanelSettingsOutlined)),
    ...when('journal.read', item('/journal', 'journal', HistoryOutlined)),
  ];
}
