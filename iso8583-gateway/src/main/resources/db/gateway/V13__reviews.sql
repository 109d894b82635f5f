-- What reviewers said of the scenarios of certification runs. A row is written once: a change of mind is another row.
create table review (
  n        bigint not null primary key,
  at       bigint not null,
  run      text   not null, -- SHA-256 of the run's records
  scenario text   not null,
  decision text   not null, -- SIGNED or REJECTED
  person   text   not null,
  note     text   not null
);
create index review_run on review (run, n);
