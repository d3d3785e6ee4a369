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
        new("net-info", NetInfoVerb.Build),
        new("net-dumpxml", NetDumpxmlVerb.Build),
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
