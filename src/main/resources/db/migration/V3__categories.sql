-- A person's categories: what colour a name has for them. Events carry names.

CREATE TABLE user_categories (
    id            uuid PRIMARY KEY,
    user_id       uuid NOT NULL REFERENCES users ON DELETE CASCADE,
    category_name text NOT NULL CHECK (length(category_name) BETWEEN 1 AND 100),
    -- null: the default palette's colour for this name.
    color         text CHECK (color ~ '^#[0-9a-f]{6}$'),
    version       integer NOT NULL CHECK (version > 0),
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);

CREATE UNIQUE INDEX idx_user_categories_lookup ON user_categories (user_id, category_name);
