import type { ReactElement } from 'react';
import { Resource } from 'react-admin';
import type { Viewer } from '../graphql/schema.js';
import { AccountPage } from './account/account-page.js';
import { CertificateList } from './certificate/certificate-list.js';
import { CertificatePage } from './certificate/certificate-page.js';
import { CompanyForm } from './company/company-form.js';
import { CompanyList } from './company/company-list.js';
import { IdentityChangePage } from './holder/change/identity-change-page.js';
import { HolderForm } from './holder/holder-form.js';
import { HolderList } from './holder/holder-list.js';
import { HolderPage } from './holder/holder-page.js';
import { JournalList } from './journal/journal-list.js';
import { MandateList } from './mandate/mandate-list.js';
import { MandatePage } from './mandate/mandate-page.js';
import { MandateReviewList } from './mandate/mandate-review-list.js';
import { MandateReviewPage } from './mandate/mandate-review-page.js';
import { MembersPage } from './member/members-page.js';
import { OrderForm } from './order/order-form.js';
import { OrderList } from './order/order-list.js';
import { OrderPage } from './order/order-page.js';
import { ReviewList } from './review/review-list.js';
import { ReviewPage } from './review/review-page.js';
import { StaffListPage } from './staff-list/staff-list-page.js';
import { StaffListsPage } from './staff-list/staff-lists-page.js';
import { StaffPage } from './staff/staff-page.js';
import { may } from './viewer-context.js';

function mandateResources(viewer: Viewer): ReactElement[] {
  return [
    ...(may(viewer, 'mandate.review')
      ? [
          <Resource
            key="mandate-review"
            name="mandate-review"
            list={MandateReviewList}
            show={MandateReviewPage}
          />,
        ]
      : []),
    ...(may(viewer, 'mandate.read') && may(viewer, 'fleet.read')
      ? [<Resource key="mandates" name="mandates" list={MandateList} show={MandatePage} />]
      : []),
  ];
}

function staffListResources(viewer: Viewer): ReactElement[] {
  if (!may(viewer, 'staff-list.read')) return [];
  return [<Resource key="staff-lists" name="staff-lists" list={StaffListsPage} show={StaffListPage} />];
}

function holderResources(viewer: Viewer): ReactElement[] {
  if (!may(viewer, 'holder.read')) return [];
  const acts = {
    ...(may(viewer, 'holder.manage') ? { create: HolderForm } : {}),
    ...(may(viewer, 'identity.change') ? { edit: IdentityChangePage } : {}),
  };
  return [<Resource key="holders" name="holders" list={HolderList} show={HolderPage} {...acts} />];
}

/** The pages of this person: what his permissions don't open has no address either. */
export function resourcesOf(viewer: Viewer): ReactElement[] {
  const resources: ReactElement[] = [];
  resources.push(...holderResources(viewer), ...staffListResources(viewer));
  if (may(viewer, 'certificate.read'))
    resources.push(
      <Resource key="certificates" name="certificates" list={CertificateList} show={CertificatePage} />,
    );
  if (may(viewer, 'order.read')) {
    const create = may(viewer, 'order.place') ? { create: OrderForm } : {};
    resources.push(<Resource key="orders" name="orders" list={OrderList} show={OrderPage} {...create} />);
  }
  if (may(viewer, 'order.review'))
    resources.push(<Resource key="review" name="review" list={ReviewList} show={ReviewPage} />);
  resources.push(...mandateResources(viewer));
  if (may(viewer, 'company.list')) {
    const create = may(viewer, 'company.open') ? { create: CompanyForm } : {};
    resources.push(<Resource key="companies" name="companies" list={CompanyList} {...create} />);
  }
  if (may(viewer, 'member.read'))
    resources.push(<Resource key="members" name="members" list={MembersPage} />);
  if (may(viewer, 'journal.read'))
    resources.push(<Resource key="journal" name="journal" list={JournalList} />);
  if (may(viewer, 'staff.read')) resources.push(<Resource key="staff" name="staff" list={StaffPage} />);
  // Everybody's: whoever has no role left still ends his sessions here.
  resources.push(<Resource key="account" name="account" list={AccountPage} />);
  return resources;
}
