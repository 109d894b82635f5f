package dev.tidegate.emv.entrypoint;

import dev.tidegate.core.card.Octets;
import dev.tidegate.emv.data.CardObjects;
import dev.tidegate.emv.data.Slice;

/**
 * A combination whose application the card has selected: what a kernel is activated with (EMV Contactless Book B, 3.4).
 *
 * @param name the application's name as the card says it
 * @param information what the card said of the application, template 6F, its content; in the card's memory
 * @param objects those that a kernel may use
 */
public record SelectedCombination(PreparedCombination prepared, Octets name, Slice information, CardObjects objects) {}
