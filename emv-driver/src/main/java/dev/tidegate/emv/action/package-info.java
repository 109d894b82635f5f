/** What terminal and card decide on what was found (EMV 4.4 Book 3, 10.7 and 10.8). */
@NullMarked
package dev.tidegate.emv.action;

import org.jspecify.annotations.NullMarked;
