package dev.almanac.icalendar;

/** Why a component cannot be imported. */
final class ImportFault extends Exception {

    private final String code;
    private final String sentence;

    /**
     * @param code of the schema's {@code ImportProblemCode}
     * @param sentence for people; text of the file in it is short and printable
     */
    ImportFault(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    String code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
