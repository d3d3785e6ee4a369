using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>A firmware path that no rule knew better is a ROM image (completion.md 2.2, G3).</summary>
internal sealed class LoaderTypePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Domain.Os.Loader is { Path: not null } loader)
        {
            loader.Type ??= LoaderType.Rom;
            if (loader.Type == LoaderType.Rom && context.Rules.RomIsRaw)
            {
                loader.Format ??= FirmwareFormat.Raw;
            }
        }
    }
}
