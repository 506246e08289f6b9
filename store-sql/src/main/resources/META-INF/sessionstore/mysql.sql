-- MySQL 8. Declared columns go where the mark is; createTable puts them there.
create table if not exists sessions (
  sid varchar(128) character set ascii collate ascii_bin not null primary key,
  data longtext character set utf8mb4 collate utf8mb4_bin not null,
  expires bigint not null,
  max_age bigint,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  index sessions_expires (expires)
  -- declared columns
) engine = InnoDB;
