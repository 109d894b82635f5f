package dev.tidegate.till.people;

import dev.tidegate.core.payment.Amount;
import dev.tidegate.core.payment.VoiceCode;
import dev.tidegate.till.sale.Identities;
import dev.tidegate.till.store.Audit;
import dev.tidegate.till.store.ShopStore;
import dev.tidegate.till.store.VoiceWord;

/**
 * A manager's word that an issuer has approved a sale by telephone. Each refusal of one is in the audit before it is
 * answered, and each word before its sale begins. Safe to use from several threads.
 */
public final class VoiceDoor {
    /** How a word was asked for. */
    public sealed interface Answer {
        record Given(VoiceWord word) implements Answer {}

        /** Whoever typed the PIN is no manager. */
        record NotLetIn(Managers.Answer why) implements Answer {}
    }

    private final Managers managers;
    private final ShopStore shop;
    private final Identities identities;

    public VoiceDoor(Managers managers, ShopStore shop, Identities identities) {
        this.managers = managers;
        this.shop = shop;
        this.identities = identities;
    }

    /**
     * Asks a manager, who has typed name and PIN. The caller wipes the PIN.
     *
     * @param cashier who is signed in; empty where nobody is
     * @throws dev.tidegate.till.store.ShopBrokenException the disk refused; no word was given
     */
    public Answer confirm(String name, char[] pin, VoiceCode code, Amount amount, TypedReason why, String cashier) {
        return switch (managers.who(name, pin)) {
            case Managers.Answer.Yes(var manager) -> new Answer.Given(new VoiceWord(code, manager.name(), why.text()));
            case Managers.Answer.Cashier(var person) -> {
                refused(person.name(), cashier, amount, "NOT_A_MANAGER", why);
                yield new Answer.NotLetIn(new Managers.Answer.Cashier(person));
            }
            case Managers.Answer.No(var because) -> {
                // What was typed as a name may be a PIN.
                var known = shop.people().named(name);
                refused(known == null ? "" : known.person().name(), cashier, amount, "PIN_REFUSED", why);
                yield new Answer.NotLetIn(new Managers.Answer.No(because));
            }
        };
    }

    private void refused(String person, String cashier, Amount amount, String fact, TypedReason why) {
        shop.audit()
                .add(new Audit.Entry(
                        identities.clock().instant(),
                        Audit.Act.VOICE_REFUSED,
                        person,
                        cashier,
                        "",
                        amount.toString(),
                        fact,
                        why.text()));
    }
}
