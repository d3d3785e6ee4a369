using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking;

/// <summary>A tap on a bridge for users without privileges: QEMU's setuid helper makes it and sends its descriptor (network.md 8.3).</summary>
internal static class BridgeHelper
{
    public const string Program = "qemu-bridge-helper";

    public static OpenedInterface Open(InterfacePlan plan)
    {
        if (plan.Interface.Backend.Tap is not null)
        {
            throw new GuestException("unsupported configuration: cannot use custom tap device in session mode");
        }

        if (ProgramPath.FindHelper(Program) is not { } helper)
        {
            throw new GuestException(
                $"interface {plan.Alias} needs a tap on bridge '{plan.Link}': start as root, or install {Program} (setuid root) and allow the bridge in "
                + "/etc/qemu/bridge.conf");
        }

        (FileDescriptor ours, FileDescriptor theirs) = UnixSockets.Pair();
        using (ours)
        {
            CommandResult result;
            using (theirs)
            {
                List<string> words = plan.VnetHeader ? ["--use-vnet"] : [];
                words.AddRange([$"--br={plan.Link}", "--fd=3"]);
                result = new HostCommand(helper, words) { Descriptors = [new HandedDescriptor(theirs, 3)] }.Run();
            }

            if (!result.Success || UnixSockets.ReceiveDescriptor(ours) is not { } tap)
            {
                throw new GuestException($"{result.CommandLine}: failed to communicate with bridge helper: stderr={result.LastWords}");
            }

            return new OpenedInterface(TunFile.NameOf(tap), [tap]);
        }
    }
}
