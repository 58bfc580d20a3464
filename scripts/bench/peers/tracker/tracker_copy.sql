-- Copies the pattern tickets of tracker_fill.pl until there are :tickets of them.
--
-- Every row that Request Tracker's own interface left of a pattern is copied, under new
-- numbers: ticket, role groups and their members, transactions, what was written, the
-- full-text index. The interface itself would take hours. Drawn anew for each ticket:
-- the pattern, its resident, and its dates over ten years; two in a hundred are open,
-- received within 40 days.

\set ON_ERROR_STOP on
BEGIN;
SELECT setseed(0.1);

CREATE TEMP TABLE pattern AS
SELECT array_agg(id ORDER BY id) FILTER (WHERE Status = 'resolved') AS closed,
       array_agg(id ORDER BY id) FILTER (WHERE Status <> 'resolved') AS opened,
       max(id) AS last
FROM Tickets;

CREATE TEMP TABLE resident AS
SELECT array_agg(id ORDER BY id) AS ids, count(*) AS many
FROM Users WHERE Name LIKE 'resident%';

-- copy: the copy's place from 0, or under 0 for the patterns, which are tickets too
CREATE TEMP TABLE drawn AS
WITH chance AS (
    SELECT n, random() AS one, random() AS two, random() AS three, random() AS four
    FROM generate_series(1, :tickets) AS n
), chosen AS (
    SELECT chance.*, last,
           CASE WHEN n <= last THEN n = ANY(opened)
                ELSE one < (0.02 * :tickets - cardinality(opened)) / (:tickets - last)
           END AS is_open,
           closed[1 + floor(two * cardinality(closed))] AS if_closed,
           opened[1 + floor(two * cardinality(opened))] AS if_open
    FROM chance, pattern
)
SELECT n, n - last - 1 AS copy, is_open,
       CASE WHEN n <= last THEN n WHEN is_open THEN if_open ELSE if_closed END AS pattern,
       ids[1 + floor(four * many)] AS resident,
       date_trunc('second', localtimestamp - interval '1 day'
           * CASE WHEN is_open THEN three * 40 ELSE 80 + three * 3570 END) AS created
FROM chosen, resident;
CREATE INDEX ON drawn (pattern);
ANALYZE drawn;

-- The patterns' rows with their places in their ticket, from 1
CREATE TEMP TABLE role AS
SELECT g.*, Instance AS pattern,
       row_number() OVER (PARTITION BY Instance ORDER BY id) AS place
FROM Groups g WHERE Domain = 'RT::Ticket-Role';

CREATE TEMP TABLE event AS
SELECT t.*, coalesce(role.pattern, t.ObjectId) AS pattern, role.place AS of_role,
       row_number() OVER (
           PARTITION BY coalesce(role.pattern, t.ObjectId)
           ORDER BY role.place IS NULL, t.id) AS place
FROM Transactions t LEFT JOIN role ON t.ObjectType = 'RT::Group' AND t.ObjectId = role.id
WHERE t.ObjectType = 'RT::Ticket' OR role.id IS NOT NULL;

CREATE TEMP TABLE written AS
SELECT a.*, event.pattern, event.place AS of_event, ContentIndex,
       row_number() OVER (PARTITION BY event.pattern ORDER BY a.id) AS place
FROM Attachments a
JOIN event ON event.id = a.TransactionId
JOIN AttachmentsIndex i ON i.id = a.id;

CREATE TEMP TABLE member AS
SELECT m.*, role.pattern, role.place AS of_role, role.Name,
       row_number() OVER (PARTITION BY role.pattern ORDER BY m.id) AS place
FROM GroupMembers m JOIN role ON role.id = m.GroupId;

CREATE TEMP TABLE cached AS
SELECT m.*, role.pattern, role.place AS of_role, role.Name, m.MemberId = role.id AS itself,
       row_number() OVER (PARTITION BY role.pattern ORDER BY m.id) AS place
FROM CachedGroupMembers m JOIN role ON role.id = m.GroupId;

CREATE TEMP TABLE base AS
SELECT (SELECT max(id) FROM Principals) AS role,
       (SELECT max(id) FROM Transactions) AS event,
       (SELECT max(id) FROM Attachments) AS written,
       (SELECT max(id) FROM GroupMembers) AS member,
       (SELECT max(id) FROM CachedGroupMembers) AS cached;

-- When the k-th event of a ticket was: one a day, the four roles' before the first
CREATE FUNCTION pg_temp.at(created timestamp, place bigint) RETURNS timestamp
LANGUAGE sql STABLE AS $$
    SELECT least(created + interval '1 day' * greatest(place - 5, 0), localtimestamp(0))
$$;

DROP INDEX ContentIndex_idx;

INSERT INTO Tickets (
    id, EffectiveId, Queue, Type, Owner, Subject, InitialPriority, FinalPriority,
    Priority, TimeEstimated, TimeWorked, Status, TimeLeft, Told, Starts, Started, Due,
    Resolved, LastUpdatedBy, LastUpdated, Creator, Created)
SELECT n, n, Queue, Type, Owner, Subject, InitialPriority, FinalPriority,
       Priority, TimeEstimated, TimeWorked, Status, TimeLeft, Told, Starts, Started, Due,
       Resolved, LastUpdatedBy, LastUpdated, Creator, t.Created
FROM drawn JOIN Tickets t ON t.id = pattern WHERE copy >= 0 ORDER BY n;

UPDATE Tickets t SET
    Created = drawn.created, Started = drawn.created,
    Told = pg_temp.at(drawn.created, 12), LastUpdated = pg_temp.at(drawn.created, 14),
    Resolved = CASE WHEN is_open THEN t.Resolved
                    ELSE pg_temp.at(drawn.created, 14) END,
    Due = drawn.created + interval '14 days'
FROM drawn WHERE drawn.n = t.id;

INSERT INTO Principals (id, PrincipalType, Disabled)
SELECT base.role + copy * 4 + place, 'Group', 0
FROM drawn JOIN role USING (pattern), base WHERE copy >= 0 ORDER BY n, place;

INSERT INTO Groups (
    id, Name, Description, Domain, Instance, Creator, Created, LastUpdatedBy, LastUpdated)
SELECT base.role + copy * 4 + place, Name, Description, Domain, n,
       Creator, drawn.created, LastUpdatedBy, drawn.created
FROM drawn JOIN role USING (pattern), base WHERE copy >= 0 ORDER BY n, place;

INSERT INTO GroupMembers (
    id, GroupId, MemberId, Creator, Created, LastUpdatedBy, LastUpdated)
SELECT base.member + copy * 2 + place, base.role + copy * 4 + of_role,
       CASE WHEN Name = 'Requestor' THEN resident ELSE MemberId END,
       Creator, drawn.created, LastUpdatedBy, drawn.created
FROM drawn JOIN member USING (pattern), base WHERE copy >= 0 ORDER BY n, place;

INSERT INTO CachedGroupMembers (
    id, GroupId, MemberId, Via, ImmediateParentId, Disabled)
SELECT base.cached + copy * 6 + place, base.role + copy * 4 + of_role,
       CASE WHEN itself THEN base.role + copy * 4 + of_role
            WHEN Name = 'Requestor' THEN resident ELSE MemberId END,
       base.cached + copy * 6 + place, base.role + copy * 4 + of_role, Disabled
FROM drawn JOIN cached USING (pattern), base WHERE copy >= 0 ORDER BY n, place;

INSERT INTO Transactions (
    id, ObjectType, ObjectId, TimeTaken, Type, Field, OldValue, NewValue, Data,
    Creator, Created)
SELECT base.event + copy * 14 + place, ObjectType,
       CASE WHEN of_role IS NULL THEN n ELSE base.role + copy * 4 + of_role END,
       TimeTaken, Type, Field, OldValue, NewValue, Data,
       Creator, pg_temp.at(drawn.created, place)
FROM drawn JOIN event USING (pattern), base WHERE copy >= 0 ORDER BY n, place;

INSERT INTO Attachments (
    id, TransactionId, Parent, MessageId, Subject, Filename, ContentType,
    ContentEncoding, Content, Headers, Creator, Created)
SELECT base.written + copy * 10 + place, base.event + copy * 14 + of_event, 0,
       MessageId, Subject, Filename, ContentType,
       ContentEncoding, Content, Headers, Creator, pg_temp.at(drawn.created, of_event)
FROM drawn JOIN written USING (pattern), base WHERE copy >= 0 ORDER BY n, place;

INSERT INTO AttachmentsIndex (id, ContentIndex)
SELECT base.written + copy * 10 + place, ContentIndex
FROM drawn JOIN written USING (pattern), base WHERE copy >= 0 ORDER BY n, place;

UPDATE Transactions t SET Created = pg_temp.at(drawn.created, place)
FROM event JOIN drawn ON drawn.n = event.pattern WHERE event.id = t.id;

UPDATE Attachments a SET Created = pg_temp.at(drawn.created, of_event)
FROM written JOIN drawn ON drawn.n = written.pattern WHERE written.id = a.id;

SET LOCAL maintenance_work_mem = '512MB';
CREATE INDEX ContentIndex_idx ON AttachmentsIndex USING gin (ContentIndex);

SELECT setval('tickets_id_seq', max(id)) FROM Tickets;
SELECT setval('principals_id_seq', max(id)) FROM Principals;
SELECT setval('groupmembers_id_seq', max(id)) FROM GroupMembers;
SELECT setval('cachedgroupmembers_id_seq', max(id)) FROM CachedGroupMembers;
SELECT setval('transactions_id_seq', max(id)) FROM Transactions;
SELECT setval('attachments_id_seq', max(id)) FROM Attachments;
COMMIT;
VACUUM ANALYZE;
