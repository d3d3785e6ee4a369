using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>The guest's firmware; where an existing definition finds none, that is said at the start only (completion.md 3.3).</summary>
internal sealed class FirmwarePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Rules.FirmwareIsChosenAtDefinition)
        {
            FirmwareSelection.Run(context, context.Options.AbiUpdate, required: context.Options.AbiUpdate);
        }
        else
        {
            FirmwareSelection.CheckOnly(context, context.Options.AbiUpdate);
        }

        // measured: libvirt 12.8
        if (context.Domain.Os is { Loader: not null, Varstore: { Path: null } store })
        {
            store.Path = $"{Path.GetDirectoryName(context.Settings.NvramDirectory)}/varstore/{context.Domain.Name}.json";
        }

        if (context.Domain.Os.Nvram?.Source is { } source)
        {
            StorageSourceDefaults.CompleteHosts(source);
        }
    }
}
