/**
 * The gateway's database: rows, and the transactions that change them. The only package that knows SQL. The same SQL
 * runs on SQLite and on PostgreSQL.
 */
@NullMarked
package dev.tidegate.gateway.store;

import org.jspecify.annotations.NullMarked;
