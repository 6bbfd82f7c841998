-- Who may do what in the database at all. The roles themselves are made in roles.ts, because they belong to the whole cluster.
-- Everything here is applied again after every migration: what it says holds, whatever the migrations did.

create schema if not exists guard;

grant usage on schema public to tickmark_app, tickmark_door;

-- Nobody but the owner makes tables, so no name in `public` can be put in front of ours.
revoke create on schema public from public;
