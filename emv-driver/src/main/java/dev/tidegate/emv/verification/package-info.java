/** Whether the cardholder is the one the card was given to (EMV 4.4 Book 3, 10.5). */
@NullMarked
package dev.tidegate.emv.verification;

import org.jspecify.annotations.NullMarked;
