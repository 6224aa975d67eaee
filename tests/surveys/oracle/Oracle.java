import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.javarosa.core.model.Constants;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.FormIndex;
import org.javarosa.core.model.data.IAnswerData;
import org.javarosa.core.model.data.MultipleItemsData;
import org.javarosa.core.model.data.SelectMultiData;
import org.javarosa.core.model.data.SelectOneData;
import org.javarosa.core.model.data.UncastData;
import org.javarosa.core.model.data.helper.Selection;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.reference.Reference;
import org.javarosa.core.reference.ReferenceFactory;
import org.javarosa.core.reference.ReferenceManager;
import org.javarosa.core.util.JavaRosaCoreModule;
import org.javarosa.form.api.FormEntryController;
import org.javarosa.form.api.FormEntryModel;
import org.javarosa.form.api.FormEntryPrompt;
import org.javarosa.model.xform.XFormSerializingVisitor;
import org.javarosa.model.xform.XFormsModule;
import org.javarosa.xform.parse.XFormParser;

/**
 * Fills in forms with JavaRosa, as ODK Collect does. A line of JSON in: {"form": XForm, "repeats": [path], "files":
 * {name: text}, "visits": [{"answers": {place: text}, "added": {place: number}}]}. A line out: {"visits":
 * [{"refused": [place], "submission": XML}]} or {"error": words}.
 */
public final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern STEP = Pattern.compile("/([^/\\[]+)(?:\\[(\\d+)\\])?");
    private static final Map<String, String> FILES = new HashMap<>();

    private final FormDef form;
    private final FormEntryModel model;
    private final FormEntryController control;
    private final Set<String> repeats;

    private Oracle(String xform, Set<String> repeats) throws Exception {
        form = new XFormParser(new StringReader(xform)).parse();
        form.initialize(true, new InstanceInitializationFactory());
        model = new FormEntryModel(form);
        control = new FormEntryController(model);
        this.repeats = repeats;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What JavaRosa says while it works is no answer.
        System.setOut(System.err);
        new JavaRosaCoreModule().registerModule();
        new XFormsModule().registerModule();
        ReferenceManager.instance().addReferenceFactory(new Beside());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            ObjectNode answer = JSON.createObjectNode();
            try {
                fillIn(JSON.readTree(line), answer);
            } catch (Exception | StackOverflowError error) {
                answer.removeAll();
                answer.put("error", String.valueOf(error));
            }
            out.println(JSON.writeValueAsString(answer));
        }
    }

    private static void fillIn(JsonNode asked, ObjectNode answer) throws Exception {
        Set<String> repeats = new HashSet<>();
        asked.get("repeats").forEach(path -> repeats.add(path.asText()));
        FILES.clear();
        asked.get("files").fields().forEachRemaining(file -> FILES.put(file.getKey(), file.getValue().asText()));
        ArrayNode visits = answer.putArray("visits");
        for (JsonNode visit : asked.get("visits")) {
            Oracle oracle = new Oracle(asked.get("form").asText(), repeats);
            ObjectNode made = visits.addObject();
            ArrayNode refused = made.putArray("refused");
            for (String place : oracle.through(visit.get("answers"), visit.get("added"))) {
                refused.add(place);
            }
            byte[] xml = new XFormSerializingVisitor().serializeInstance(oracle.form.getMainInstance());
            made.put("submission", new String(xml, StandardCharsets.UTF_8));
        }
    }

    private List<String> through(JsonNode answers, JsonNode added) {
        List<String> refused = new ArrayList<>();
        Map<String, Integer> left = new HashMap<>();
        added.fields().forEachRemaining(each -> left.put(each.getKey(), each.getValue().asInt()));
        control.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        int event = control.stepToNextEvent();
        while (event != FormEntryController.EVENT_END_OF_FORM) {
            String place = place(model.getFormIndex().getReference().toString(true));
            if (event == FormEntryController.EVENT_PROMPT_NEW_REPEAT) {
                String repeat = place.replaceAll("\\[\\d+\\]$", "");
                if (left.getOrDefault(repeat, 0) > 0) {
                    left.merge(repeat, -1, Integer::sum);
                    control.newRepeat();
                }
            } else if (event == FormEntryController.EVENT_QUESTION) {
                FormEntryPrompt question = model.getQuestionPrompt();
                // Asking for the choices is what fills them in.
                question.getSelectChoices();
                if (answers.has(place) && !question.isReadOnly()) {
                    IAnswerData data = data(question, answers.get(place).asText());
                    if (control.answerQuestion(model.getFormIndex(), data, true) != FormEntryController.ANSWER_OK) {
                        refused.add(place);
                    }
                }
            }
            event = control.stepToNextEvent();
        }
        return refused;
    }

    private static IAnswerData data(FormEntryPrompt question, String text) {
        List<Selection> chosen = new ArrayList<>();
        for (String value : text.trim().split("\\s+")) {
            chosen.add(new Selection(value));
        }
        switch (question.getControlType()) {
            case Constants.CONTROL_SELECT_ONE:
                return new SelectOneData(chosen.get(0));
            case Constants.CONTROL_SELECT_MULTI:
                return new SelectMultiData(chosen);
            case Constants.CONTROL_RANK:
                return new MultipleItemsData(chosen);
            default:
                return org.javarosa.core.model.data.AnswerDataFactory.templateByDataType(question.getDataType())
                        .cast(new UncastData(text));
        }
    }

    /** JavaRosa counts everything; returned is a path with the positions of instances alone. */
    private String place(String path) {
        StringBuilder place = new StringBuilder();
        StringBuilder bare = new StringBuilder();
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            bare.append('/').append(step.group(1));
            place.append('/').append(step.group(1));
            if (repeats.contains(bare.toString())) {
                place.append('[').append(step.group(2) == null ? "1" : step.group(2)).append(']');
            }
        }
        return place.toString();
    }

    /** Gives the files that came with the form, wherever the form says that they lie. */
    private static final class Beside implements ReferenceFactory {
        @Override
        public boolean derives(String address) {
            return address.startsWith("jr://");
        }

        @Override
        public Reference derive(String address) {
            return new File(address);
        }

        @Override
        public Reference derive(String address, String context) {
            return new File(address);
        }
    }

    private static final class File implements Reference {
        private final String address;

        File(String address) {
            this.address = address;
        }

        private String name() {
            return address.substring(address.lastIndexOf('/') + 1);
        }

        @Override
        public boolean doesBinaryExist() {
            return FILES.containsKey(name());
        }

        @Override
        public InputStream getStream() throws IOException {
            return new java.io.FileInputStream(getLocalURI());
        }

        @Override
        public String getURI() {
            return address;
        }

        /** JavaRosa opens lists by their path. */
        @Override
        public String getLocalURI() {
            try {
                java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("oracle");
                java.nio.file.Path file = folder.resolve(name());
                java.nio.file.Files.write(file, FILES.getOrDefault(name(), "").getBytes(StandardCharsets.UTF_8));
                file.toFile().deleteOnExit();
                folder.toFile().deleteOnExit();
                return file.toString();
            } catch (IOException error) {
                throw new IllegalStateException(error);
            }
        }

        @Override
        public boolean isReadOnly() {
            return true;
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reference[] probeAlternativeReferences() {
            return new Reference[0];
        }
    }
}
