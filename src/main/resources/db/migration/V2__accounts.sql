-- People: who they are and how they want to see time.

CREATE TABLE users (
    id             uuid PRIMARY KEY,
    -- A person is (issuer, subject), OpenID Connect Core §5.7; the address is an attribute.
    issuer         text NOT NULL CHECK (length(issuer) BETWEEN 1 AND 255),
    subject        text NOT NULL CHECK (length(subject) BETWEEN 1 AND 255),
    email          text CHECK (length(email) <= 320),
    email_verified boolean NOT NULL DEFAULT false,
    name           text NOT NULL CHECK (length(name) <= 255),
    created_at     timestamptz NOT NULL,
    CONSTRAINT users_identity UNIQUE (issuer, subject)
);

CREATE TABLE user_preferences (
    user_id           uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    time_zone         text NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 64),
    locale            text NOT NULL CHECK (length(locale) BETWEEN 2 AND 35),
    week_start        text NOT NULL
        CHECK (week_start IN ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY')),
    default_reminders jsonb NOT NULL CHECK (jsonb_typeof(default_reminders) = 'array'),
    working_hours     jsonb NOT NULL CHECK (jsonb_typeof(working_hours) = 'array'),
    version           integer NOT NULL CHECK (version > 0),
    updated_at        timestamptz NOT NULL
);
