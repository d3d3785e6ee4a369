using VirshLite.DomainParser;
using VirshLite.Runner.Hosts.Configuration;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Configuration;

public sealed class ConfigurationLoaderSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Without_sources_the_directories_are_VirshLites_and_libvirts()
    {
        HostConfiguration configuration = Load();

        configuration.Settings.StateDirectory.ShouldBe("/run/virshlite");
        configuration.Settings.LibDirectory.ShouldBe("/var/lib/virshlite");
        configuration.Settings.LogDirectory.ShouldBe("/var/log/virshlite");
        configuration.CacheDirectory.ShouldBe("/var/cache/virshlite");
        configuration.LibvirtSettings.LibDirectory.ShouldBe("/var/lib/libvirt/qemu");
        configuration.LibvirtSettings.ChannelDirectory.ShouldBe("/run/libvirt/qemu/channel");
        configuration.Settings.Privileged.ShouldBeTrue();
    }

    [Fact]
    public void In_session_mode_they_follow_the_XDG_variables()
    {
        HostConfiguration configuration = Load(session: true,
            environment: new() { ["HOME"] = "/home/me", ["XDG_RUNTIME_DIR"] = "/run/user/7", ["XDG_CACHE_HOME"] = "/c" });

        configuration.Settings.Privileged.ShouldBeFalse();
        configuration.Settings.StateDirectory.ShouldBe("/run/user/7/virshlite");
        configuration.Settings.LibDirectory.ShouldBe("/home/me/.local/share/virshlite");
        configuration.Settings.LogDirectory.ShouldBe("/c/virshlite/log");
        configuration.Settings.SwtpmLogDirectory.ShouldBe("/c/virshlite/log/swtpm");
        configuration.CacheDirectory.ShouldBe("/c/virshlite");
        configuration.LibvirtSettings.LibDirectory.ShouldBe("/home/me/.config/libvirt/qemu/lib");
        configuration.LibvirtSettings.StateDirectory.ShouldBe("/run/user/7/libvirt/qemu/run");
    }

    [Theory]
    [InlineData("none", CoreScheduling.None)]
    [InlineData("vcpus", CoreScheduling.Vcpus)]
    [InlineData("emulator", CoreScheduling.Emulator)]
    [InlineData("full", CoreScheduling.Full)]
    public void Core_scheduling_is_one_of_libvirts_words(string word, CoreScheduling expected) =>
        Load(qemuConf: Write("qemu.conf", $"sched_core = \"{word}\"\n")).Settings.Confinement.CoreScheduling.ShouldBe(expected);

    [Fact]
    public void Core_scheduling_is_no_other_word() =>
        Should.Throw<DomainException>(() => Load(qemuConf: Write("qemu.conf", "sched_core = \"cores\"\n")))
            .Message.ShouldEndWith("sched_core takes one of none, vcpus, emulator, full, not 'cores'");

    [Fact]
    public void The_last_source_wins()
    {
        string qemuConf = Write("qemu.conf", "vnc_listen = \"1.1.1.1\"\nspice_listen = \"1.1.1.1\"\nuser = \"1.1.1.1\"\ngroup = \"1.1.1.1\"\n");
        string json = Write("virshlite.json", """{ "spice_listen": "2.2.2.2", "user": "2.2.2.2", "group": "2.2.2.2" }""");

        HostConfiguration configuration = Load(
            qemuConf: qemuConf,
            file: json,
            environment: new() { ["VIRSHLITE_USER"] = "3.3.3.3", ["VIRSHLITE_GROUP"] = "3.3.3.3", ["PATH"] = "/bin" },
            assignments: ["group=4.4.4.4"]);

        configuration.Settings.VncListen.ShouldBe("1.1.1.1");
        configuration.Settings.SpiceListen.ShouldBe("2.2.2.2");
        configuration.Settings.User.ShouldBe("3.3.3.3");
        configuration.Settings.Group.ShouldBe("4.4.4.4");
        configuration.LibvirtSettings.Group.ShouldBe("4.4.4.4");
    }

    [Fact]
    public void A_later_list_replaces_an_earlier_one_as_a_whole()
    {
        string qemuConf = Write("qemu.conf", "nvram = [ \"/a:/b\", \"/c:/d\" ]\n");
        string json = Write("virshlite.json", """{ "nvram": [ "/e:/f" ] }""");

        Load(qemuConf: qemuConf).Settings.NvramTemplates.ShouldBe([("/a", "/b"), ("/c", "/d")]);
        Load(qemuConf: qemuConf, file: json).Settings.NvramTemplates.ShouldBe([("/e", "/f")]);
    }

    [Fact]
    public void Directories_of_VirshLite_do_not_touch_libvirts()
    {
        HostConfiguration configuration = Load(assignments: ["state_directory=/s/", "lib_directory=/l", "cache_directory=/c", "memory_backing_dir=/m",
            "vhost_net_device=/v"]);

        configuration.Settings.StateDirectory.ShouldBe("/s");
        configuration.Settings.ChannelDirectory.ShouldBe("/s/channel");
        configuration.Settings.LibDirectory.ShouldBe("/l");
        configuration.Settings.MemoryBackingDirectory.ShouldBe("/m/virshlite");
        configuration.CacheDirectory.ShouldBe("/c");
        configuration.LibvirtSettings.StateDirectory.ShouldBe("/run/libvirt/qemu");
        configuration.LibvirtSettings.MemoryBackingDirectory.ShouldBe("/m/libvirt/qemu");
        configuration.LibvirtSettings.VhostNetDevice.ShouldBe("/v");
    }

    [Fact]
    public void The_default_for_TLS_serves_who_has_none_of_its_own()
    {
        HostConfiguration configuration = Load(
            assignments: ["default_tls_x509_cert_dir=/tls", "default_tls_x509_verify=0", "default_tls_x509_secret_uuid=u", "nbd_tls_x509_cert_dir=/nbd",
                "vnc_tls_x509_verify=1"]);

        configuration.Settings.NbdTlsCertDirectory.ShouldBe("/nbd");
        configuration.Settings.ChardevTlsVerify.ShouldBeFalse();
        configuration.Settings.VncTlsVerify.ShouldBeTrue();
        configuration.Settings.ChardevTlsSecretUuid.ShouldBe("u");
        if (!Directory.Exists("/etc/pki/libvirt-chardev"))
        {
            configuration.Settings.ChardevTlsCertDirectory.ShouldBe("/tls");
        }
    }

    [Fact]
    public void Keys_of_qemu_conf_without_a_use_here_are_passed_over() =>
        Load(qemuConf: Write("qemu.conf", "auto_start_delay = 5\nmigration_port_min = 49152\n")).Settings.VncListen.ShouldBe("127.0.0.1");

    [Fact]
    public void An_unknown_key_of_our_own_is_an_error_that_names_its_source()
    {
        Mistake(file: Write("virshlite.json", """{ "vnc_listn": "::" }""")).ShouldBe(directory.Path + "/virshlite.json: there is no setting 'vnc_listn'; did you mean 'vnc_listen'?");
        Mistake(environment: new() { ["VIRSHLITE_TUN"] = "/x" }).ShouldStartWith("the environment (VIRSHLITE_...): there is no setting 'tun'");
        Mistake(assignments: ["colour=blue"]).ShouldBe("--set: there is no setting 'colour'");
        Mistake(assignments: ["colour"]).ShouldBe("--set takes KEY=VALUE, not 'colour'");
    }

    [Theory]
    [InlineData("vnc_tls=maybe", "--set: vnc_tls takes 0 or 1, not 'maybe'")]
    [InlineData("lib_directory=here", "--set: lib_directory takes an absolute path, not 'here'")]
    [InlineData("remote_display_port_min=80", "--set: remote_display_port_min takes a number from 5900 to 65535, not '80'")]
    [InlineData("deprecation_behavior=ignore", "--set: deprecation_behavior takes one of none, omit, reject, crash, not 'ignore'")]
    [InlineData("nvram=/a", "--set: nvram takes items of the form LOADER:TEMPLATE, not '/a'")]
    public void A_wrong_value_is_an_error_that_says_what_would_be_right(string assignment, string message) =>
        Mistake(assignments: [assignment]).ShouldBe(message);

    [Fact]
    public void A_named_file_must_be_there_and_be_JSON()
    {
        Mistake(file: "/nonexistent/v.json").ShouldBe("/nonexistent/v.json: there is no such file");
        Mistake(file: Write("bad.json", "{ vnc")).ShouldStartWith(directory.Path + "/bad.json:1: no JSON: ");
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(directory.Path, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static HostConfiguration Load(
        bool session = false, string? qemuConf = null, string? file = null, Dictionary<string, string>? environment = null, string[]? assignments = null) =>
        ConfigurationLoader.Load(new ConfigurationRequest
        {
            Session = session,
            QemuConf = qemuConf ?? "/nonexistent/qemu.conf",
            File = file,
            Environment = environment ?? [],
            Assignments = assignments ?? [],
        });

    private static string Mistake(string? file = null, Dictionary<string, string>? environment = null, string[]? assignments = null) =>
        Should.Throw<DomainException>(() => Load(file: file, environment: environment, assignments: assignments)).Message;
}
