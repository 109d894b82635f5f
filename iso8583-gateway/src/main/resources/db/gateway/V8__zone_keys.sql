-- Keys of authentication codes that acquirers' hosts have sent: blocks under the payment HSM's master key, not secret.

create table zone_key (
  acquirer text   not null,
  role     text   not null, -- CURRENT, PREVIOUS, OFFERED
  block    text   not null,
  since    bigint not null,
  primary key (acquirer, role)
);
