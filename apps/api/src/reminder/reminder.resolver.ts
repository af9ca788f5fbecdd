import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { notFound } from '@mandataire/application/refusal';
import { Permission } from '../graphql/permission.js';
import { Api, type RequestContext } from '../graphql/request-context.js';
import { ReminderNode, reminderNode } from './reminder.graphql.js';

@Resolver()
export class ReminderResolver {
  @Query(() => [ReminderNode], {
    description:
      'What was planned and sent for a certificate, newest first. NOT_FOUND also for another company’s.',
  })
  @Permission('reminder.read')
  async reminders(
    @Args('certificateId', { type: () => ID }) certificateId: string,
    @Api() api: RequestContext,
  ): Promise<ReminderNode[]> {
    const reading = api.reading(await api.scope('reminder.read'));
    if (!(await reading.certificates.load(certificateId))) throw notFound();
    return ((await reading.remindersOfCertificate.load(certificateId)) ?? []).map(reminderNode);
  }
}
