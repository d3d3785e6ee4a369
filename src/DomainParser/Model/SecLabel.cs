namespace VirshLite.DomainParser.Model;

public sealed class SecLabel
{
}
