package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;

/** Handles one request: faults, service, reply. */
final class Exchange {

    private final OperationCall call;
    private final Instant now;
    private final String status;
    private String outcome = Call.OK;
    private String decision = "";

    /** @param status the TableStatus of the call's table, empty if there is none */
    Exchange(OperationCall call, Instant now, String status) {
        this.call = call;
        this.now = now;
        this.status = status;
    }

    WireReply play(Faults faults, BiFunction<OperationCall, Instant, String> service, AccountIdentity identity) {
        Fault fault = faults.next(call);
        Duration latency = faults.latency();
        if (fault instanceof Fault.Refusal refusal) {
            return error(refusal.error().apply(call, identity)).after(latency);
        }
        if (fault instanceof Fault.Silence silence) {
            if (silence.carriedOut()) {
                carryOut(service);
            }
            outcome = silence.carriedOut() ? "lost-response" : silence.timeout() ? "timeout" : "reset";
            return silence.timeout()
                    ? WireReply.broken(WireReply.Broken.TIMEOUT).after(faults.patience())
                    : WireReply.broken(WireReply.Broken.RESET).after(latency);
        }
        return carryOut(service).after(latency);
    }

    Call record() {
        return new Call(call.operation(), call.input(), now, outcome, status, decision);
    }

    private WireReply carryOut(BiFunction<OperationCall, Instant, String> service) {
        try {
            WireReply reply = WireReply.answer(200, contentType(), service.apply(call, now));
            decision = Call.OK;
            return reply;
        } catch (ServiceError e) {
            decision = e.code() + ": " + e.text();
            return error(e);
        }
    }

    private WireReply error(ServiceError error) {
        outcome = error.code();
        return WireReply.answer(
                error.status(),
                contentType(),
                call.service() == OperationCall.Service.STS
                        ? "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                                + StsService.element("Type", "Sender")
                                + StsService.element("Code", queryCode(error.code()))
                                + StsService.element("Message", error.text())
                                + "</Error></ErrorResponse>"
                        : json(error).toString());
    }

    /** STS speaks an older protocol and has other names for the errors that all services have. */
    private static String queryCode(String code) {
        return switch (code) {
            case "AccessDeniedException" -> "AccessDenied";
            case "ExpiredTokenException" -> "ExpiredToken";
            case "UnrecognizedClientException" -> "InvalidClientTokenId";
            case "ThrottlingException" -> "Throttling";
            default -> code;
        };
    }

    private static ObjectNode json(ServiceError error) {
        // errors of the layer before the service have their text in a member with a capital letter
        String member = error.type().startsWith("com.amazon.coral.service#") ? "Message" : "message";
        return Json.object().put("__type", error.type()).put(member, error.text());
    }

    private String contentType() {
        return switch (call.service()) {
            case DYNAMODB -> "application/x-amz-json-1.0";
            case KMS -> "application/x-amz-json-1.1";
            case STS -> "text/xml";
        };
    }
}
