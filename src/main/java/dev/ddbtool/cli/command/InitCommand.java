package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.cli.option.OutputOptions;
import dev.ddbtool.cli.option.ProposalOptions;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.Session;
import dev.ddbtool.naming.NamePrefixes;
import dev.ddbtool.naming.NamingProposal;
import dev.ddbtool.problem.IoErrorText;
import dev.ddbtool.project.EnvironmentKey;
import dev.ddbtool.project.EnvironmentSettings;
import dev.ddbtool.project.Project;
import dev.ddbtool.project.ProjectWriter;
import dev.ddbtool.project.Settings;
import dev.ddbtool.project.Sourced;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.WrittenProject;
import dev.ddbtool.schema.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes a project file from the names of the live tables. */
@Command(
        name = "init",
        header = "Write a project file from live table names. Only reads from AWS.",
        description = {
            "Finds the prefix and the environments in the names of all live tables, and",
            "writes ddbtool.toml to the working directory. On a terminal, it asks first.",
            "It never overwrites a project file.",
            "",
            "AWS calls:",
            "  reads    ListTables, sts:GetCallerIdentity"
        },
        footer = {"  ddbtool init", "  ddbtool init --prefix shop --environments prod,staging"})
public final class InitCommand implements Callable<Integer> {

    @Mixin
    private final ProposalOptions proposal = new ProposalOptions();

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Mixin
    private final OutputOptions.OfCommand output = new OutputOptions.OfCommand();

    private final App app;

    public InitCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        return Run.execute(app, output.request(app.variables()), this::init);
    }

    private ExitCode init(Run run) {
        Settings settings = proposal.settings(app, connection);
        refuseToOverwrite(settings.project().file());
        EnvironmentSettings place = settings.of(settings.environments().all().get(0));
        Session session = run.connect(connection.resolve(app.variables(), place));
        session.checkAccount();
        Optional<String> account = session.findAccount();
        run.announce(false);
        List<String> live = new ArrayList<>();
        session.await(List.of(session.reader(true).list("", live::addAll)));
        String prefix = settings.prefix().map(Sourced::value).orElse(null);
        if (live.isEmpty() && prefix == null) {
            throw CommandException.failed(
                    "no live tables " + session.whereWithAccount(),
                    "check --region and --profile, or choose the names of new tables: ddbtool init --prefix NAME");
        }
        NamingProposal chosen = new ProposalReview(app, run, live).choose(prefix, settings.namedEnvironments());
        if (chosen.assigned() == 0 && !live.isEmpty()) {
            run.warn("no live table belongs to the project: live table names begin with " + NamePrefixes.of(live));
        }
        write(run, chosen, text(chosen, place, session, account));
        return ExitCode.OK;
    }

    private static void refuseToOverwrite(@Nullable Path existing) {
        if (existing != null) {
            throw CommandException.usage(
                    "the project file '" + existing + "' already exists",
                    "edit it, or remove it and run ddbtool init again");
        }
    }

    private void write(Run run, NamingProposal chosen, String text) {
        Path file = app.workingDirectory().resolve(Project.FILE);
        run.undivided(() -> {
            try {
                AtomicFile.create(file, text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                refuseToOverwrite(Files.exists(file) ? file : null); // written since the check
                throw CommandException.failed(
                        "cannot write '" + file + "': " + IoErrorText.of(e), "run ddbtool init in another folder");
            }
            run.project(new WrittenProject(file.toString(), chosen));
            return file;
        });
    }

    /**
     * The text of the file. It contains the options that the next commands would need again, and the account if only that
     * distinguishes the environment from others.
     */
    private static String text(
            NamingProposal chosen, EnvironmentSettings place, Session session, Optional<String> account) {
        Map<EnvironmentKey, String> keys = new LinkedHashMap<>();
        addFlag(keys, EnvironmentKey.PROFILE, place.profile());
        addFlag(keys, EnvironmentKey.REGION, place.region());
        addFlag(keys, EnvironmentKey.ENDPOINT_URL, place.endpointUrl());
        if (chosen.isOnePerAccount()) {
            account.ifPresent(id -> keys.put(EnvironmentKey.ACCOUNT, id));
        }
        Map<EnvironmentKey, String> examples = new LinkedHashMap<>();
        examples.put(EnvironmentKey.PROFILE, "NAME");
        examples.put(EnvironmentKey.REGION, session.region());
        examples.put(EnvironmentKey.ACCOUNT, account.orElse("111122223333"));
        examples.keySet().removeAll(keys.keySet());
        return ProjectWriter.text(chosen, keys, examples);
    }

    private static void addFlag(
            Map<EnvironmentKey, String> keys, EnvironmentKey key, Optional<Sourced<String>> setting) {
        setting.filter(each -> each.source().startsWith("--")).ifPresent(each -> keys.put(key, each.value()));
    }
}
