package dev.almanac.icalendar.text;

/** Why a component cannot be imported. */
public final class ImportFault extends Exception {

    private final String code;
    private final String sentence;

    /**
     * @param code of the schema's {@code ImportProblemCode}
     * @param sentence for people; text of the file in it is short and printable
     */
    public ImportFault(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
