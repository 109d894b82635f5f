/**
 * What a certification run shows an acquirer: a record of every scenario, and the pack that is made of them. It knows
 * neither how scenarios are played nor the gateway.
 */
@NullMarked
package dev.tidegate.certification.evidence;

import org.jspecify.annotations.NullMarked;
