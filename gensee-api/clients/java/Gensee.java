package gensee;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import gensee.model.AbstractOpenApiSchema;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a generated client cannot know: that a refusal comes with HTTP 200, and how lists of rows are sent. */
public final class Gensee {
    public static final long DAY = 24 * 60 * 60 * 1000L;

    /** The site refused the call; it is the cause of the {@link ApiException}. */
    public static final class Refused extends JsonMappingException {
        /** A return code of the document. */
        public final String code;

        Refused(String code, String message) {
            super(null, code + ": " + message);
            this.code = code;
        }
    }

    /** The client that each `…Api` is made with. */
    public static ApiClient client(String address) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(address + "/integration/site");
        ObjectMapper mapper = client.getObjectMapper();
        // Texts that people typed can hold control characters that are not escaped.
        mapper.enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS.mappedFeature());
        mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            @Override
            public Object findDeserializer(Annotated type) {
                boolean isAnswer = AbstractOpenApiSchema.class.isAssignableFrom(type.getRawType());
                return isAnswer ? new Answer(type.getRawType()) : super.findDeserializer(type);
            }
        });
        client.setObjectMapper(mapper);
        return client;
    }

    /** `code` says which of the two an answer is; the generated reader finds that both fit. */
    private static final class Answer extends JsonDeserializer<Object> {
        private final Class<?> type;

        Answer(Class<?> type) {
            this.type = type;
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode answer = parser.readValueAsTree();
            String code = answer.path("code").asText();
            if (!code.equals("0")) {
                throw new Refused(code, answer.path("message").asText());
            }
            try {
                AbstractOpenApiSchema either = (AbstractOpenApiSchema) type.getDeclaredConstructor().newInstance();
                for (Class<?> schema : either.getSchemas().values()) {
                    if (schema != gensee.model.Error.class) {
                        either.setActualInstance(parser.getCodec().treeToValue(answer, schema));
                    }
                }
                return either;
            } catch (ReflectiveOperationException unexpected) {
                throw new IOException(unexpected);
            }
        }
    }

    /** A call with a list of rows, which the generated one writes as `class Attachment {…}`. */
    public static <T> T call(ApiClient client, String path, Map<String, ?> form, Class<T> answer)
            throws IOException, InterruptedException {
        Map<String, String> pairs = new LinkedHashMap<>();
        form.forEach((name, value) -> flatten(name, client.getObjectMapper().valueToTree(value), pairs));
        String body = pairs.entrySet().stream()
                .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(client.getBaseUri() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        String text = client.getHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
        return client.getObjectMapper().readValue(text, answer);
    }

    /** `attachmentList[0].url=…&attachmentList[1].url=…` */
    private static void flatten(String name, JsonNode value, Map<String, String> pairs) {
        if (value.isArray()) {
            for (int index = 0; index < value.size(); index++) {
                flatten(name + "[" + index + "]", value.get(index), pairs);
            }
        } else if (value.isObject()) {
            value.fields().forEachRemaining(entry -> flatten(name + "." + entry.getKey(), entry.getValue(), pairs));
        } else if (!value.isNull()) {
            pairs.put(name, value.asText());
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The spans, one behind the other, of which each is short enough for `x-gensee-window`; both ends belong to a span. */
    public static List<long[]> windows(long start, long end, int days) {
        List<long[]> spans = new ArrayList<>();
        for (; start < end; start += days * DAY) {
            spans.add(new long[] {start, Math.min(start + days * DAY, end) - 1});
        }
        return spans;
    }

    private Gensee() {}
}
