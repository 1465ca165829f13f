package dev.almanac.icalendar.writing;

import dev.almanac.icalendar.CalendarFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;

/** Readers of iCalendar that others wrote. */
public final class IndependentReaders {

    // ical4j makes each zone that it reads one of the JVM's: the server's own list of zones is made before.
    static {
        CalendarFiles.readEvent("DTSTART;TZID=Europe/Zurich:20260302T090000");
    }

    private IndependentReaders() {}

    /** What ical4j, at its strictest, has to say against a text. */
    public static List<String> faults(String text) {
        try {
            var result = new CalendarBuilder().build(new StringReader(text)).validate(true);
            return result.getEntries().stream().map(Object::toString).toList();
        } catch (IOException | ParserException | RuntimeException e) {
            return List.of(e.toString());
        }
    }

    /**
     * Has Node read texts by ical.js, the library of Thunderbird.
     *
     * @param module the folder of the package
     * @return what it says: the number of components and occurrences of each file, or its error
     */
    static List<String> readByIcalJs(Path module, List<String> texts) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Path.of("target"), "icaljs");
        try {
            for (int i = 0; i < texts.size(); i++) {
                Files.writeString(folder.resolve("%06d.ics".formatted(i)), texts.get(i));
            }
            var script = folder.resolve("read.mjs");
            Files.writeString(script, """
                    import ICAL from '%s/dist/ical.js';
                    import fs from 'node:fs';
                    const folder = process.argv[2];
                    for (const name of fs.readdirSync(folder).filter(n => n.endsWith('.ics')).sort()) {
                      ICAL.TimezoneService.reset();
                      try {
                        const calendar = new ICAL.Component(ICAL.parse(fs.readFileSync(folder + '/' + name, 'utf8')));
                        for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
                        const events = calendar.getAllSubcomponents('vevent');
                        const starts = events.map(event => new ICAL.Event(event).startDate.toJSDate().getTime());
                        if (starts.some(Number.isNaN)) throw new Error('a start is no date');
                        console.log('OK ' + events.length + ' ' + starts.reduce((a, b) => a + b, 0));
                      } catch (error) { console.log(name + ': ' + error.message); }
                    }
                    """.formatted(module.toAbsolutePath()));
            var process = new ProcessBuilder(
                            "node",
                            script.toAbsolutePath().toString(),
                            folder.toAbsolutePath().toString())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output.lines().toList();
        } finally {
            try (var files = Files.list(folder)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
