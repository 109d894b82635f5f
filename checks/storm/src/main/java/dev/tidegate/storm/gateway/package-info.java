/**
 * Fault schedules of the gateway: real processes, a line that loses, doubles, delays and cuts messages, and the
 * acquirer's books compared with what each payment was said to be.
 */
@NullMarked
package dev.tidegate.storm.gateway;

import org.jspecify.annotations.NullMarked;
