/** Whether a card is what its issuer made (EMV 4.4 Book 3, 10.3; Book 2, 5 and 6). */
@NullMarked
package dev.tidegate.emv.authentication;

import org.jspecify.annotations.NullMarked;
