package dev.tidegate.emv.device;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidegate.core.card.Brand;
import dev.tidegate.core.card.Octets;
import dev.tidegate.core.emv.CvmResult;
import dev.tidegate.core.emv.FrozenTags;
import dev.tidegate.core.emv.MalformedTlvException;
import dev.tidegate.core.emv.Tag;
import dev.tidegate.core.emv.TlvSet;
import dev.tidegate.core.payment.Amount;
import dev.tidegate.emv.device.DeviceApproval.Card;
import dev.tidegate.emv.device.DeviceApproval.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what an approval says. What money hangs on (sale, amount, the device's number) must be there and in order;
 * whatever else is missing or odd is left out, as an approval with an odd card is an approval still. Clear card data
 * and the device's own words, which may quote it, are not looked at.
 */
final class ApprovalReading {
    /** What a certified device enciphers of one card, with its keys' names. */
    static final int CIPHER_BYTES_MAX = 8 * 1024;

    /** Name of the EMV tags, hexadecimal, among the pairs of AdditionalResponse; ISO 20022 calls them so. */
    private static final String TAGS = "ICCRelatedData=";

    private static final int TAGS_DIGITS_MAX = 4096;

    private ApprovalReading() {}

    /** The till's name for the sale, empty where it is left out. */
    static String saleOf(JsonNode response) {
        return NexoJson.text(response.path("SaleData").path("SaleTransactionID"), "TransactionID");
    }

    static Optional<DeviceTransaction> transactionOf(JsonNode response) {
        JsonNode number = response.path("POIData").path("POITransactionID");
        try {
            return Optional.of(
                    new DeviceTransaction(NexoJson.text(number, "TransactionID"), NexoJson.text(number, "TimeStamp")));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Empty where it is no approval in that currency. */
    static Optional<DeviceApproval> read(JsonNode response, Currency currency) {
        JsonNode result = response.path("PaymentResult");
        JsonNode amounts = result.path("AmountsResp");
        String code = currency.getCurrencyCode();
        Optional<Amount> amount = NexoJson.text(amounts, "Currency").equals(code)
                ? Money.read(amounts.path("AuthorizedAmount"), currency)
                : Optional.empty();
        Optional<DeviceTransaction> transaction = transactionOf(response);
        JsonNode online = result.path("OnlineFlag");
        if (amount.isEmpty() || transaction.isEmpty() || !online.isMissingNode() && !online.isBoolean()) {
            return Optional.empty();
        }
        JsonNode instrument = result.path("PaymentInstrumentData");
        return Optional.of(new DeviceApproval(
                amount.get(),
                // The protocol's default for a flag that is left out.
                online.asBoolean(true),
                transaction.get(),
                authorisationCode(result.path("PaymentAcquirerData")),
                card(instrument.path("CardData")),
                cvm(result.path("AuthenticationMethod")),
                tags(NexoJson.text(response.path("Response"), "AdditionalResponse")),
                cipher(instrument)));
    }

    private static String authorisationCode(JsonNode acquirer) {
        String code = NexoJson.text(acquirer, "ApprovalCode");
        return code.matches("[A-Za-z0-9]{1," + DeviceApproval.AUTHORISATION_CODE_LENGTH_MAX + "}") ? code : "";
    }

    private static Card card(JsonNode data) {
        String masked = NexoJson.text(data, "MaskedPan").strip();
        String lastFour = masked.length() > 4 && masked.matches("[0-9*Xx. -]{1,40}[0-9]{4}")
                ? masked.substring(masked.length() - 4)
                : "";
        Brand brand = brand(NexoJson.text(data, "PaymentBrand"));
        if (brand == Brand.OTHER && masked.matches("[0-9]{4}.*")) {
            brand = Brand.ofPrefix(Integer.parseInt(masked.substring(0, 4)));
        }
        return new Card(brand, lastFour, entry(data.path("EntryMode").path(0).asText()));
    }

    private static Brand brand(String name) {
        String word = name.toLowerCase(Locale.ROOT).replace(" ", "");
        if (word.startsWith("visa")) {
            return Brand.VISA;
        }
        return switch (word) {
            case "mc", "mastercard", "maestro" -> Brand.MASTERCARD;
            case "amex", "americanexpress" -> Brand.AMERICAN_EXPRESS;
            case "discover", "diners" -> Brand.DISCOVER;
            case "jcb" -> Brand.JCB;
            case "cup", "unionpay" -> Brand.UNIONPAY;
            default -> Brand.OTHER;
        };
    }

    private static Entry entry(String mode) {
        return switch (mode) {
            case "ICC", "SynchronousICC" -> Entry.CHIP;
            case "Contactless", "Tapped", "RFID", "Mobile" -> Entry.TAP;
            case "MagStripe" -> Entry.SWIPE;
            case "Keyed", "Manual" -> Entry.KEYED;
            default -> Entry.OTHER;
        };
    }

    /** The slip's signature line hangs on it; so of several the one that asks for most is taken. */
    private static CvmResult cvm(JsonNode methods) {
        CvmResult found = CvmResult.NONE;
        for (JsonNode each : methods) {
            switch (each.asText()) {
                case "PaperSignature", "SignatureCapture" -> {
                    return CvmResult.SIGNATURE;
                }
                case "OfflinePIN" -> found = CvmResult.OFFLINE_PIN;
                case "OnlinePIN" -> found = CvmResult.ONLINE_PIN;
                case "SecuredChannel", "SecureCertificate" -> found = CvmResult.ON_DEVICE;
                default -> {}
            }
        }
        return found;
    }

    private static TlvSet tags(String additional) {
        int from = ("&" + additional).indexOf("&" + TAGS);
        if (from < 0) {
            return TlvSet.empty();
        }
        String digits = additional.substring(from + TAGS.length()).split("&", 2)[0];
        if (digits.length() > TAGS_DIGITS_MAX) {
            return TlvSet.empty();
        }
        try {
            TlvSet given = TlvSet.read(Octets.ofHex(digits));
            Map<Tag, Octets> allowed = new LinkedHashMap<>();
            given.tags().stream().filter(FrozenTags::allows).forEach(tag -> allowed.put(tag, given.value(tag)));
            return TlvSet.of(allowed);
        } catch (MalformedTlvException | IllegalArgumentException unreadable) {
            return TlvSet.empty();
        }
    }

    /** nexo has it in the card's data; some makers have it beside, as one text. */
    private static Octets cipher(JsonNode instrument) {
        JsonNode inCard = instrument.path("CardData").path("ProtectedCardData");
        JsonNode found = inCard.isMissingNode() ? instrument.path("ProtectedCardData") : inCard;
        byte[] bytes = found.isObject() ? NexoJson.write(found) : found.asText().getBytes(StandardCharsets.UTF_8);
        return bytes.length > CIPHER_BYTES_MAX ? Octets.empty() : Octets.of(bytes);
    }
}
