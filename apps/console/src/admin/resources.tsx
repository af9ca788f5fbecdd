import type { ReactElement } from 'react';
import { Resource } from 'react-admin';
import type { Viewer } from '../graphql/schema.js';
import { CertificateList } from './certificate/certificate-list.js';
import { CertificatePage } from './certificate/certificate-page.js';
import { CompanyForm } from './company/company-form.js';
import { CompanyList } from './company/company-list.js';
import { HolderList } from './holder/holder-list.js';
import { HolderPage } from './holder/holder-page.js';
import { JournalList } from './journal/journal-list.js';
import { OrderForm } from './order/order-form.js';
import { OrderList } from './order/order-list.js';
import { OrderPage } from './order/order-page.js';
import { ReviewList } from './review/review-list.js';
import { ReviewPage } from './review/review-page.js';
import { may } from './viewer-context.js';

/** The pages of this person: what his permissions don't open has no address either. */
export function resourcesOf(viewer: Viewer): ReactElement[] {
  const resources: ReactElement[] = [];
  if (may(viewer, 'holder.read'))
    resources.push(<Resource key="holders" name="holders" list={HolderList} show={HolderPage} />);
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
  if (may(viewer, 'company.list')) {
    const create = may(viewer, 'company.open') ? { create: CompanyForm } : {};
    resources.push(<Resource key="companies" name="companies" list={CompanyList} {...create} />);
  }
  if (may(viewer, 'journal.read'))
    resources.push(<Resource key="journal" name="journal" list={JournalList} />);
  // react-admin needs one resource; it has neither list nor page, so nothing can be opened.
  return resources.length > 0 ? resources : [<Resource key="none" name="none" />];
}
