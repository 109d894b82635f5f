/**
 * An acquirer and the issuers behind it, as a process of its own: an ISO 8583:1987 host that a gateway may be tried
 * against. It shares no code, no tables and no keys' arithmetic with the product, because two copies of one mistake
 * would agree.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>wire: {@code Coding}, {@code FieldKind}, {@code Field}, {@code FieldTable}, {@code IsoCodec}, {@code Frames};
 *   <li>issuer: {@code TlvSet}, {@code TripleDesKey}, {@code EmvKeys}, {@code CardCryptogram}, {@code Accounts},
 *       {@code Issuer};
 *   <li>books: {@code Ledger} over {@code LedgerFile}, made of {@code LedgerEvent}s;
 *   <li>host: {@code Acquirer} answers a message, {@code RuledAcquirer} lets rules spoil it, {@code HostServer} and
 *       {@code HostConnection} carry it;
 *   <li>control: {@code ControlRoutes} behind {@code ControlServer}.
 * </ul>
 */
@NullMarked
package dev.tidegate.simulator.acquirer;

import org.jspecify.annotations.NullMarked;
