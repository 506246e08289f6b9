create table if not exists sessions (
  sid varchar(128) not null primary key,
  data clob not null,
  expires bigint not null,
  max_age bigint,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);
create index if not exists sessions_expires on sessions (expires);
