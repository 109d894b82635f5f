package dev.tidegate.till.store;

import dev.tidegate.core.payment.VoiceCode;

/**
 * A code that an issuer gave by telephone, and the manager who stands for it.
 *
 * @param manager the name
 * @param why what the manager typed; never a card number
 */
public record VoiceWord(VoiceCode code, String manager, String why) {}
