import { erasedName } from '../../kernel/erased-name.ts';
import { ministryLogId } from '../../kernel/ids.ts';

/** Whether the name of somebody stands anywhere: of a visitor at the site of the log, or at any where it is that of the ministry. */
export const isNamed = (id: string) => `(
            exists (select from visitor_identities v where v.site_id = any(${ofLog}) and v.member_id = ${id} and v.name <> '${erasedName}')
            or exists (select from persons p where p.person_id = ${id} and p.until_seq is null and p.name <> '${erasedName}')
            or exists (select from press_persons p where p.site_id = any(${ofLog}) and p.press_person_id = ${id} and p.name <> '${erasedName}'))`;

const ofLog = `case when given.log = '${ministryLogId}' then array(select s.site_id from sites s) else array[given.log] end`;
