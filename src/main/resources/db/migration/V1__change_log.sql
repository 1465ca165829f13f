-- The change log: every change of anything, in the transaction that made it. See dev.almanac.change.

-- Whatever has a history of its own: a calendar or a person. `head` is the position of its newest change. A write takes its stream
-- rows last, in the order of their ids, so positions are gap-free and in the order of commits. A closed stream (its calendar is
-- deleted) takes no more changes. Streams outlive what they are of.
CREATE TABLE streams (
    id     uuid PRIMARY KEY,
    kind   text NOT NULL CHECK (kind IN ('CALENDAR', 'ACCOUNT')),
    head   bigint NOT NULL DEFAULT 0 CHECK (head >= 0),
    closed boolean NOT NULL DEFAULT false
) WITH (fillfactor = 50);

CREATE TABLE changes (
    stream_id      uuid NOT NULL,
    position       bigint NOT NULL CHECK (position > 0),
    at             timestamptz NOT NULL,
    actor          uuid NOT NULL,
    source         text NOT NULL CHECK (source IN ('API', 'IMPORT', 'SIGN_IN', 'SAMPLE')),
    operation_id   uuid NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('CREATED', 'UPDATED', 'DELETED')),
    entity_type    text NOT NULL,
    entity_id      uuid NOT NULL,
    entity_version integer NOT NULL CHECK (entity_version > 0),
    -- The names of the fields that changed; empty for CREATED and DELETED.
    fields         text[] NOT NULL DEFAULT '{}',
    -- The entity after the change; null for DELETED.
    after          jsonb,
    PRIMARY KEY (stream_id, position, at),
    CHECK ((kind = 'DELETED') = (after IS NULL))
) PARTITION BY RANGE (at);

CREATE INDEX idx_changes_entity ON changes (entity_id, at);

-- Months come from the start of each server; what no month takes is caught here.
CREATE TABLE changes_default PARTITION OF changes DEFAULT;

-- What a mutation resulted in, kept in its transaction: a concurrent repeat waits on the row.
CREATE TABLE idempotency_keys (
    user_id    uuid NOT NULL,
    field      text NOT NULL,
    key        text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    input_hash text NOT NULL,
    receipt    jsonb,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, field, key)
);

CREATE INDEX idx_idempotency_keys_age ON idempotency_keys (created_at);
