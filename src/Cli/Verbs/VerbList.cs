using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary>A verb that can be built when it is asked for.</summary>
internal sealed record Verb(string Name, Func<Io, Command> Build, bool Hidden = false);

/// <summary>Every verb there is; the order is the help's.</summary>
internal static class VerbList
{
    public static readonly Verb[] All =
    [
        new("start", StartVerb.Build),
        new("create", CreateVerb.Build),
        new("define", DefineVerb.Build),
        new("undefine", UndefineVerb.Build),
        new("edit", EditVerb.Build),
        new("autostart", AutostartVerb.Build),
        new("domrename", DomrenameVerb.Build),
        new("desc", DescVerb.Build),
        new("metadata", MetadataVerb.Build),
        new("list", ListVerb.Build),
        new("domid", DomidVerb.Build),
        new("domuuid", DomuuidVerb.Build),
        new("domname", DomnameVerb.Build),
        new("domstate", DomstateVerb.Build),
        new("dominfo", DominfoVerb.Build),
        new("shutdown", ShutdownVerb.Build),
        new("reboot", RebootVerb.Build),
        new("reset", ResetVerb.Build),
        new("destroy", DestroyVerb.Build),
        new("suspend", SuspendVerb.Build),
        new("resume", ResumeVerb.Build),
        new("console", ConsoleVerb.Build),
        new("dumpxml", DumpxmlVerb.Build),
        new("domxml-to-native", DomxmlToNativeVerb.Build),
        new("domxml-from-native", DomxmlFromNativeVerb.Build),
        new("diff", DiffVerb.Build),
        new("validate", ValidateVerb.Build),
        new("qemu-monitor-command", QemuMonitorCommandVerb.Build),
        new("save", SaveVerb.Build),
        new("restore", RestoreVerb.Build),
        new("save-image-dumpxml", SaveImageDumpxmlVerb.Build),
        new("save-image-define", SaveImageDefineVerb.Build),
        new("save-image-edit", SaveImageEditVerb.Build),
        new("net-list", NetListVerb.Build),
        new("net-start", NetStartVerb.Build),
        new("net-destroy", NetDestroyVerb.Build),
        new("net-define", NetDefineVerb.Build),
        new("net-undefine", NetUndefineVerb.Build),
        new("net-create", NetCreateVerb.Build),
        new("net-edit", NetEditVerb.Build),
        new("net-update", NetUpdateVerb.Build),
        new("net-autostart", NetAutostartVerb.Build),
        new("net-restore", NetRestoreVerb.Build),
        new("net-info", NetInfoVerb.Build),
        new("net-dumpxml", NetDumpxmlVerb.Build),
        new("net-name", NetNameVerb.Build),
        new("net-uuid", NetUuidVerb.Build),
        new("net-desc", NetDescVerb.Build),
        new("net-metadata", NetMetadataVerb.Build),
        new("net-dhcp-leases", NetDhcpLeasesVerb.Build),
        new("net-event", NetEventVerb.Build),
        new("net-port-list", NetPortListVerb.Build),
        new("net-port-dumpxml", NetPortDumpxmlVerb.Build),
        new("net-port-create", NetPortCreateVerb.Build),
        new("net-port-delete", NetPortDeleteVerb.Build),
        new("nwfilter-define", NwfilterDefineVerb.Build),
        new("nwfilter-undefine", NwfilterUndefineVerb.Build),
        new("nwfilter-list", NwfilterListVerb.Build),
        new("nwfilter-dumpxml", NwfilterDumpxmlVerb.Build),
        new("nwfilter-edit", NwfilterEditVerb.Build),
        new("nwfilter-binding-list", NwfilterBindingListVerb.Build),
        new("nwfilter-binding-dumpxml", NwfilterBindingDumpxmlVerb.Build),
        new("nwfilter-binding-create", NwfilterBindingCreateVerb.Build),
        new("nwfilter-binding-delete", NwfilterBindingDeleteVerb.Build),
        new(Runner.Networking.Virtual.LeaseScript.Verb, LeaseEventVerb.Build, Hidden: true),
        new("capabilities", CapabilitiesVerb.Build),
        new("domcapabilities", DomcapabilitiesVerb.Build),
        new("cpu-models", CpuModelsVerb.Build),
        new("host-validate", HostValidateVerb.Build),
        new("version", VersionVerb.Build),
        new("completion", CompletionVerb.Build),
        new("hello-image", HelloImageVerb.Build),
    ];

    public static Verb? Find(string name) => Array.Find(All, v => v.Name == name);
}
