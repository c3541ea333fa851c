namespace Akka.Actor;

/// <summary>Up to the parent.</summary>
public class SelectParent : SelectionPathElement
{
    public static readonly SelectParent Instance = new();

    private SelectParent()
    {
    }

    public override string ToString() => "..";
}
