using VirshLite.Translator.Addresses;

namespace VirshLite.Translator.Completion;

/// <summary>Names for the devices that have none (completion.md 7).</summary>
public sealed class AliasPass : ICompletionPass
{
    public void Run(TranslationContext context) => Aliases.Assign(context.Domain);
}
