namespace VirshLite.Cli.Tests;

/// <summary>Verbs about definitions; what they print was held against virsh 11.3.</summary>
public sealed class DefinitionSpecs : IDisposable
{
    private const string Uuid = "782f528b-dfeb-4d5a-935e-8715eaf969ba";
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [SkippableFact]
    public void A_guest_is_defined_listed_and_forgotten()
    {
        string file = Defined();

        Run("list").Output.ShouldBe(" Id   Name   State\n--------------------\n\n");
        Run("list", "--all").Output.ShouldBe(" Id   Name   State\n-----------------------\n -    web    shut off\n\n");
        Run("list", "--all", "--uuid", "--id", "--name").Output.ShouldBe($"{Uuid} - web\n\n");
        Run("list", "--inactive", "--id").Output.ShouldBe("\n");
        Run("list", "--title", "--uuid", "--table", "--all").Output.ShouldBe(
            $" Id   Name   State      Title   UUID\n{new string('-', 70)}\n -    web    shut off           {Uuid}\n\n");
        Run("list", "--all", "--quiet").Output.ShouldBe(" -   web   shut off\n");
        Run("list", "--all", "--transient").Output.ShouldNotContain("web");
        Run("list", "--persistent", "--state-shutoff", "--no-autostart", "--name").Output.ShouldBe("web\n\n");
        Run("define", file).Output.ShouldBe($"Domain 'web' defined from {file}\n\n");
        Run("undefine", "web").Output.ShouldBe("Domain 'web' has been undefined\n\n");
        Run("list", "--all", "--name").Output.ShouldBe("\n");
    }

    [SkippableFact]
    public void What_is_known_of_an_inactive_guest_is_told_in_virshs_lines()
    {
        Defined();

        Run("dominfo", "web").Output.ShouldBe($"""
            Id:             -
            Name:           web
            UUID:           {Uuid}
            OS Type:        hvm
            State:          shut off
            CPU(s):         1
            Max memory:     65536 KiB
            Used memory:    65536 KiB
            Persistent:     yes
            Autostart:      disable
            Autostart Once: disable
            Managed save:   no
            Security model: none
            Security DOI:   0


            """);
        Run("domstate", "web", "--reason").Output.ShouldBe("shut off (unknown)\n\n");
        Run("domid", "web").Output.ShouldBe("-\n\n");
        Run("domuuid", "web").Output.ShouldBe(Uuid + "\n\n");
        Run("domname", Uuid).Output.ShouldBe("web\n\n");
        Run("domname", "web").Error.ShouldBe("error: failed to get domain 'web'\n");
        Run("dumpxml", "web").Output.ShouldContain("<memory unit='KiB'>65536</memory>\n");
    }

    [SkippableFact]
    public void Notes_about_a_guest_are_kept_in_its_definition()
    {
        Defined();

        Run("desc", "web").Output.ShouldBe("No description for domain: web\n");
        Run("desc", "web", "the", "web", "server").Output.ShouldBe("Domain description updated successfully\n");
        Run("desc", "web").Output.ShouldBe("the web server\n");
        Run("desc", "web", "--title", "Web").Output.ShouldBe("Domain title updated successfully\n");
        Run("list", "--all", "--title").Output.ShouldContain(" -    web    shut off   Web\n");
        Run("metadata", "web", "http://x.y/z").Output.ShouldBe("\n\n");
        Run("metadata", "web", "http://x.y/z", "--key", "app", "--set", "<foo a='1'><bar>t</bar></foo>").Output.ShouldBe("Metadata modified\n\n");
        Run("metadata", "web", "http://x.y/z").Output.ShouldBe("<foo a=\"1\">\n  <bar>t</bar>\n</foo>\n\n");
        Run("dumpxml", "web", "--inactive").Output.ShouldContain(
            "  <metadata>\n    <app:foo xmlns:app=\"http://x.y/z\" a=\"1\">\n      <app:bar>t</app:bar>\n    </app:foo>\n  </metadata>\n");
        Run("metadata", "web", "http://x.y/z", "--remove").Output.ShouldBe("Metadata removed\n\n");
        Run("metadata", "web", "http://x.y/z", "--set", "<a/>").Error.ShouldBe("error: namespace key is required when modifying metadata\n");
        Run("desc", "web", "--live").Error.ShouldBe("error: Requested operation is not valid: domain is not running\n");
    }

    [SkippableFact]
    public void Autostart_and_names_are_changed_in_virshs_words()
    {
        Defined();

        Run("autostart", "web").Output.ShouldBe("Domain 'web' marked as autostarted\n\n");
        Run("autostart", "web", "--once").Output.ShouldBe("Domain 'web' marked as autostarted on next boot\n\n");
        Run("autostart", "web", "--once", "--disable").Output.ShouldBe("Domain 'web' unmarked as autostarted on next boot\n\n");
        Run("domrename", "web", "web").Error.ShouldBe("error: Requested operation is not valid: Can't rename domain to itself\n");
        Run("domrename", "web", "a/b").Error.ShouldBe("error: XML error: name a/b cannot contain '/'\n");
        Run("domrename", "web", "www").Output.ShouldBe("Domain successfully renamed\n\n");
        Run("dominfo", "www").Output.ShouldContain("Autostart:      enable\n");
        Run("dumpxml", "www").Output.ShouldContain("<name>www</name>");
    }

    [SkippableFact]
    public void What_cannot_be_is_refused_in_virshs_words()
    {
        Defined();

        Run("undefine", "nosuch").Error.ShouldBe("error: failed to get domain 'nosuch'\n");
        Run("start", "nosuch").Error.ShouldBe("error: failed to get domain 'nosuch'\n");
        Run("destroy", "web").Error.ShouldContain("error: Requested operation is not valid: domain is not running\n");
        Run("undefine", "web", "--nvram", "--keep-nvram").Error.ShouldStartWith("error: Options --nvram and --keep-nvram are mutually exclusive\n");
        Run("list", "--name", "--table").Error.ShouldStartWith("error: Options --table and --name are mutually exclusive\n");
        directory.File("lib/snapshot/web/s.xml", "<domainsnapshot/>");
        Run("undefine", "web").Error.ShouldBe(
            "error: Failed to undefine domain 'web'\nerror: Requested operation is not valid: cannot delete inactive domain with 1 snapshots\n");
        directory.File("lib/save/web.save", new string('x', 200));
        Run("undefine", "web").Error.ShouldBe("error: Refusing to undefine while domain managed save image exists\n");
        Run("start", "web").Error.ShouldContain("image magic is incorrect", customMessage: "a managed save is not passed over");
    }

    [SkippableFact]
    public void An_editor_changes_the_definition()
    {
        Defined();
        string editor = directory.File("editor", "#!/bin/sh\nsed -i 's,<on_reboot>restart,<on_reboot>destroy,' \"$1\"\n");
        File.SetUnixFileMode(editor, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Environment.SetEnvironmentVariable("VISUAL", editor);

        Run("edit", "web").Output.ShouldBe("Domain 'web' XML configuration edited.\n\n");
        Run("dumpxml", "web").Output.ShouldContain("<on_reboot>destroy</on_reboot>");
        Run("edit", "web").Output.ShouldBe("Domain 'web' XML configuration not changed.\n\n");
    }

    private string Defined()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "/usr/bin/qemu-system-x86_64 is not installed");
        string file = directory.File(
            "web.xml",
            $"<domain type='qemu'><name>web</name><uuid>{Uuid}</uuid><memory unit='MiB'>64</memory><os><type arch='x86_64' "
            + "machine='pc'>hvm</type></os></domain>");
        CommandRun run = Run("define", file);
        run.Output.ShouldBe($"Domain 'web' defined from {file}\n\n", run.Error);
        return file;
    }

    private CommandRun Run(params string[] args)
    {
        string root = directory.Path;
        return CommandRun.Of(
        [
            // before the verb: metadata has a --set of its own
            "--session", "--set", "use_libvirt_definitions=no", "--set", $"state_directory={root}/run", "--set", $"config_directory={root}/etc",
            "--set", $"lib_directory={root}/lib", "--set", $"log_directory={root}/log", .. args,
        ]);
    }
}
