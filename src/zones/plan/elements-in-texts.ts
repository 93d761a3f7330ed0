/** So many elements are read from one text: a text is parsed in one go. */
const elementsInText = 500;

/**
 * A statement of `elements`, texts as `parsingElements` reads them, and of `nth`, counted from 0: what `known` selects
 * from plan_elements, in the order of their ids (codes and dates, which are ASCII).
 */
export const elementsInTexts = `
  select nth, json_agg(json_build_object('kind', kind, 'body', body) order by place)::text as elements
  from (
    select kind, body, place, (place - 1) / ${elementsInText} as nth
    from (select kind, body, row_number() over (order by element_id collate "C") as place from known) as placed) as chosen
  group by nth`;
