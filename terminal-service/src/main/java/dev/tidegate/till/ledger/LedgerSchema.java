package dev.tidegate.till.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The tables of ledger.db. Another version of them, or another till's: the file is thrown away and rebuilt. */
final class LedgerSchema {
    /** Goes up with every change of a table below. */
    static final int VERSION = 5;

    private static final List<String> TABLES = List.of(
            """
            create table projection (
              one integer primary key check (one = 1),
              till text not null,
              position integer not null,
              link text not null,
              cursor text not null,
              lost_from integer not null,
              lost_to integer not null
            )""",
            """
            create table payment (
              id text primary key,
              first_seq integer not null,
              stored_seq integer,
              seq integer not null,
              minor integer not null,
              signed_minor integer not null,
              currency text not null,
              state text not null,
              reason text not null,
              kind text,
              response_code text not null,
              authorisation_code text not null,
              stan text not null,
              rrn text not null,
              part_minor integer,
              captured_minor integer,
              version integer not null,
              shown integer not null,
              offered integer not null,
              duty text not null,
              sold_at integer not null,
              entry_mode text not null,
              brand text not null,
              last_four text not null,
              aid text,
              label text,
              cvm text not null,
              cryptogram_type text,
              cryptogram text,
              atc integer,
              tvr integer,
              tsi text,
              reference text not null,
              request_key text not null,
              fingerprint text not null
            )""",
            "create index payment_first on payment (first_seq)",
            "create index payment_state on payment (state)",
            "create index payment_request on payment (request_key)",
            "create index payment_card on payment (brand, last_four)",
            """
            create table payment_event (
              payment text not null references payment (id),
              seq integer not null,
              wrote_at integer not null,
              record text not null,
              state text not null,
              reason text not null,
              response_code text not null,
              attempts integer not null,
              next_attempt integer,
              deadline integer,
              primary key (payment, seq)
            )""");

    private LedgerSchema() {}

    /** Whether the file holds these tables, for this till. */
    static boolean isThere(Handle handle, String till) {
        int version =
                handle.createQuery("pragma user_version").mapTo(Integer.class).one();
        return version == VERSION
                && handle.createQuery("select till from projection")
                        .mapTo(String.class)
                        .findOne()
                        .filter(till::equals)
                        .isPresent();
    }

    static void create(Handle handle, String till) {
        TABLES.forEach(handle::execute);
        handle.execute("insert into projection values (1, ?, 0, '', '', 0, 0)", till);
        handle.execute("pragma user_version = " + VERSION);
    }
}
