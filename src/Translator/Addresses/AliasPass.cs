using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>Names for the devices that have none (completion.md 7).</summary>
internal sealed class AliasPass : ICompletionPass
{
    public void Run(TranslationContext context) => Aliases.Assign(context.Domain);
}
