using VirshLite.Runner.Definitions;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Definitions;

public sealed class DefinitionStoreSpecs : IDisposable
{
    private static readonly Guid Uuid = Guid.Parse("782f528b-dfeb-4d5a-935e-8715eaf969ba");
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_definition_is_a_private_file_named_after_the_guest()
    {
        GuestDefinition made = Store().Define("web", Uuid, Xml("web", Uuid));

        made.Path.ShouldBe(directory.Path + "/etc/guests/web.xml");
        File.GetUnixFileMode(made.Path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        made.Text().ShouldEndWith(Xml("web", Uuid));
        Store().Find("web").ShouldBe(made);
        Store().Find(Uuid.ToString()).ShouldBe(made);
    }

    [Fact]
    public void A_name_or_a_UUID_has_one_owner()
    {
        DefinitionStore store = Store();
        store.Define("web", Uuid, Xml("web", Uuid));
        Guid other = Guid.NewGuid();

        Should.Throw<GuestException>(() => store.Define("web", other, Xml("web", other)))
            .Message.ShouldBe($"operation failed: domain 'web' already exists with uuid {Uuid}");
        Should.Throw<GuestException>(() => store.Define("mail", Uuid, Xml("mail", Uuid)))
            .Message.ShouldBe($"operation failed: domain 'web' is already defined with uuid {Uuid}");
        store.Define("web", Uuid, Xml("web", Uuid, "changed")).Title.ShouldBe("changed");
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\nb")]
    public void A_name_that_cannot_be_a_files_is_refused(string name) => Should.Throw<GuestException>(() => Store().Define(name, Uuid, Xml("x", Uuid)));

    [Fact]
    public void Definitions_are_listed_by_name_without_regard_to_case()
    {
        DefinitionStore store = Store();
        foreach (string name in (string[])["b", "C", "a"])
        {
            Guid uuid = Guid.NewGuid();
            store.Define(name, uuid, Xml(name, uuid));
        }

        directory.File("etc/guests/broken.xml", "<domain><name>broken");
        directory.File("etc/guests/other.xml", Xml("another-name", Guid.NewGuid()));

        store.All().Select(d => d.Name).ShouldBe(["a", "b", "C"]);
    }

    [Fact]
    public void Autostart_is_a_link_that_leads_to_the_definition()
    {
        DefinitionStore store = Store();
        GuestDefinition made = store.Define("web", Uuid, Xml("web", Uuid));
        made.Autostart.ShouldBeFalse();

        store.SetAutostart(made, once: false, enabled: true);
        store.SetAutostart(made, once: true, enabled: true);

        new FileInfo(directory.Path + "/etc/guests/autostart/web.xml").LinkTarget.ShouldBe(made.Path);
        (made.Autostart, made.AutostartOnce).ShouldBe((true, true));
        store.SetAutostart(made, once: true, enabled: false);
        made.AutostartOnce.ShouldBeFalse();
        File.Delete(made.AutostartLink);
        File.CreateSymbolicLink(made.AutostartLink, "../web.xml");
        made.Autostart.ShouldBeFalse();
    }

    [Fact]
    public void A_new_name_takes_the_links_and_the_snapshots_along()
    {
        DefinitionStore store = Store();
        GuestDefinition made = store.Define("web", Uuid, Xml("web", Uuid));
        store.SetAutostart(made, once: false, enabled: true);
        directory.File("lib/snapshot/web/one.xml", "<domainsnapshot/>");

        GuestDefinition renamed = store.Rename(made, "www", Xml("www", Uuid));

        store.All().ShouldBe([renamed]);
        renamed.Autostart.ShouldBeTrue();
        new KeptState(directory.Path + "/lib", "www").SnapshotCount.ShouldBe(1);
        File.Exists(made.AutostartLink).ShouldBeFalse();
    }

    [Fact]
    public void Libvirts_own_definitions_are_used_in_place_where_no_daemon_minds_them()
    {
        string file = directory.File("libvirt/etc/old.xml", "<!-- libvirt's words -->\n\n" + Xml("old", Uuid));

        DefinitionStore store = Store();
        GuestDefinition old = store.Named("old")!;

        (old.Owner, old.Path).ShouldBe((DefinitionOwner.Libvirt, file));
        store.SettingsOf(old).NvramDirectory.ShouldBe(directory.Path + "/libvirt/lib/nvram");
        store.SettingsOf(old).SwtpmStateDirectory.ShouldBe(directory.Path + "/libvirt/lib/swtpm");
        store.Define("old", Uuid, Xml("old", Uuid, "changed")).Path.ShouldBe(file);
        File.ReadAllText(file).ShouldBe("<!-- libvirt's words -->\n\n" + Xml("old", Uuid, "changed"));
        Store(daemonIsInstalled: true).UsesLibvirts.ShouldBeFalse();
    }

    [Fact]
    public void A_masked_daemon_is_away_and_the_setting_goes_before_what_is_found()
    {
        directory.File("libvirt/etc/old.xml", Xml("old", Uuid));
        Directory.CreateDirectory(directory.Path + "/root/etc/systemd/system");
        File.CreateSymbolicLink(directory.Path + "/root/etc/systemd/system/libvirtd.service", "/dev/null");

        Store(daemonIsInstalled: true).UsesLibvirts.ShouldBe(Environment.IsPrivilegedProcess);
        Store(use: false).All().ShouldBeEmpty();
        Store(use: true, daemonIsInstalled: true).All().Count.ShouldBe(1);
    }

    private static string Xml(string name, Guid uuid, string? title = null) =>
        $"<domain type='qemu'>\n  <name>{name}</name>\n  <uuid>{uuid}</uuid>\n{(title is null ? "" : $"  <title>{title}</title>\n")}  <memory "
        + "unit='KiB'>65536</memory>\n</domain>\n";

    private DefinitionStore Store(bool? use = null, bool daemonIsInstalled = false)
    {
        string root = directory.Path + "/root";
        if (daemonIsInstalled)
        {
            directory.File("root/usr/sbin/libvirtd", "");
        }

        Settings settings = TestSettings.Below(directory.Path) with { UseLibvirtDefinitions = use };
        return new DefinitionStore(settings, TestSettings.Below(directory.Path + "/libvirt"), new LibvirtDaemon(settings.Privileged, root));
    }
}
