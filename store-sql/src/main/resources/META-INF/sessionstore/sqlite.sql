-- SQLite 3.35 and later. Declared columns go where the mark is; createTable puts them there.
create table if not exists sessions (
  sid varchar(128) not null primary key,
  data text not null,
  expires bigint not null,
  max_age bigint,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null
  -- declared columns
);
create index if not exists sessions_expires on sessions (expires);
