package dev.tidegate.simulator.card;

/** A payment scheme whose cards are in the drawer: what is the same on all of them. */
enum Scheme {
    VISA("Visa", "A0000000031010", "VISA CREDIT", "9F1A02", false),
    MASTERCARD("Mastercard", "A0000000041010", "MASTERCARD", "", true);

    private final String brand;
    private final String applicationId;
    private final String label;
    private final String processingList;
    private final boolean templateAnswers;

    Scheme(String brand, String applicationId, String label, String processingList, boolean templateAnswers) {
        this.brand = brand;
        this.applicationId = applicationId;
        this.label = label;
        this.processingList = processingList;
        this.templateAnswers = templateAnswers;
    }

    String brand() {
        return brand;
    }

    /** AID, the name of the application on the card. */
    byte[] applicationId() {
        return Bytes.hex(applicationId);
    }

    /** RID, the first five bytes of the AID: under it the terminal finds the authority's key. */
    String registeredId() {
        return applicationId.substring(0, 10);
    }

    String label() {
        return label;
    }

    /** PDOL, what the card wants to know before it starts; may be empty. */
    DataObjectList processingList() {
        return new DataObjectList(processingList);
    }

    /** Whether answers are template 77, each value with its tag, or format 80, values alone (Book 3, 6.5.5.4). */
    boolean templateAnswers() {
        return templateAnswers;
    }
}
