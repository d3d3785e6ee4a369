using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Pstores;

/// <summary>The file behind persistent storage for crash dumps (completion.md 6.6).</summary>
internal sealed class PstorePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (context.Domain.Pstore is { } pstore)
        {
            pstore.Path ??= $"{context.Settings.NvramDirectory}/{context.Domain.Name}_PSTORE.raw";
        }
    }
}
